import { Mic } from 'lucide-react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useFeature } from '../chat/features.ts';
import { useComposer } from '../composer/composer-context.ts';
import { Icon } from '../icon/icon.tsx';
import { DictationBar } from './dictation-place.tsx';

/** Props of `Chat.Dictate`: those of a `<button>`. */
export type DictateButtonProps = PartProps<'button'>;

/** Begins to dictate. There only where the app writes down what is said. Renders a `<button>`. */
export function DictateButton(props: DictateButtonProps) {
  const labels = useLabels();
  const { setDictating } = useComposer();
  const isOffered = useFeature('dictation');
  const button = usePart('button', 'button', props, {
    own: {
      type: 'button',
      'data-part': 'dictate',
      'data-icon-only': '',
      'data-variant': 'ghost',
      'aria-label': labels.dictate,
      title: labels.dictate,
      onPointerEnter: () => void DictationBar.preload(),
      onFocus: () => void DictationBar.preload(),
      onClick: () => setDictating(true),
      children: <Icon as={Mic} />,
    },
  });
  return isOffered ? button : null;
}

import { ArrowUp } from 'lucide-react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { useComposer } from './composer-context.ts';

/** Props of `Chat.Send`: those of a `<button>`. */
export type SendButtonProps = PartProps<'button'>;

/** Sends. While an answer is written it is there only when a message may wait for its turn. Renders a `<button>`. */
export function SendButton(props: SendButtonProps) {
  const labels = useLabels();
  const { canSend, isBusy, uploadingCount } = useComposer();
  const label = uploadingCount > 0 ? labels.waitForUploads(uploadingCount) : labels.send;
  const button = usePart('button', 'button', props, {
    own: {
      type: 'submit',
      'data-part': 'send',
      'data-icon-only': '',
      'data-variant': 'primary',
      'aria-label': label,
      title: label,
      disabled: !canSend,
      children: <Icon as={ArrowUp} />,
    },
  });
  return isBusy && !canSend ? null : button;
}

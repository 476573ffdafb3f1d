import { Square } from 'lucide-react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { useComposer } from './composer-context.ts';

/** Props of `Chat.Stop`: those of a `<button>`. */
export type StopButtonProps = PartProps<'button'>;

/** Stops the answer that is being written; there only meanwhile. Renders a `<button>`. */
export function StopButton(props: StopButtonProps) {
  const labels = useLabels();
  const { isBusy, stop } = useComposer();
  const button = usePart('button', 'stop', props, {
    own: {
      type: 'button',
      'aria-keyshortcuts': 'Escape',
      onClick: stop,
      children: (
        <>
          <Icon as={Square} filled />
          {labels.stop}
          <span data-dify="kbd" data-wide-only="" aria-hidden="true">
            Esc
          </span>
        </>
      ),
    },
  });
  return isBusy ? button : null;
}

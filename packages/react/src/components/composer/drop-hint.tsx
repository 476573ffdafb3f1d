import { Upload } from 'lucide-react';
import { formatBytes } from '../../primitives/format-bytes.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Icon } from '../icon/icon.tsx';
import { useComposer } from './composer-context.ts';

/** Props of `Chat.DropTarget`: those of a `<div>`. */
export type DropTargetProps = PartProps<'div'>;

/** Says what may be dropped. Renders a `<div>`. */
export function DropHint(props: DropTargetProps) {
  const labels = useLabels();
  const locale = useLocale();
  const { files } = useComposer();
  const { count, megabytes } = files.limits;
  return usePart('div', 'drop-target', props, {
    own: {
      children: (
        <>
          <Icon as={Upload} size="lg" />
          {labels.dropToAttach}
          <small>
            {labels.dropLimits(count, formatBytes(Math.max(...Object.values(megabytes)) * 1024 * 1024, locale))}
          </small>
        </>
      ),
    },
  });
}

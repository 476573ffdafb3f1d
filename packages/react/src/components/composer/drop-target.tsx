import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useComposer } from './composer-context.ts';
import type { DropTargetProps } from './drop-hint.tsx';

const DropHint = lazyPart(async () => (await import('./drop-hint.tsx')).DropHint);

/** Says what may be dropped, while files are dragged over the chat; loaded with the first. Renders a `<div>`. */
export function DropTarget(props: DropTargetProps) {
  const { isDragging } = useComposer();
  return isDragging ? <DropHint {...props} /> : null;
}

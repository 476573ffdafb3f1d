import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';

const QueueList = lazyPart(async () => (await import('./queue-list.tsx')).QueueList);

/** The messages that wait their turn, loaded when one does. */
export function QueuePlace() {
  const isWaiting = useChatSelector(({ queue }) => queue.length > 0);
  return isWaiting ? <QueueList /> : null;
}

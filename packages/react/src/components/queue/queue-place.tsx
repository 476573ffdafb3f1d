import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { lazyPart, useLazyPart } from '../../primitives/lazy-part.ts';

const queueList = lazyPart(async () => (await import('./queue-list.tsx')).QueueList);

/** The messages that wait their turn, loaded when one does. */
export function QueuePlace() {
  const isWaiting = useChatSelector(({ queue }) => queue.length > 0);
  return isWaiting ? <Waiting /> : null;
}

function Waiting() {
  const QueueList = useLazyPart(queueList);
  return QueueList === undefined ? null : <QueueList />;
}

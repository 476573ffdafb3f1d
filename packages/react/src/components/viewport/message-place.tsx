import { useEffect } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { HistoryState } from './history-state.tsx';

const MessageList = lazyPart(
  async () => (await import('./message-list.tsx')).MessageList,
  () => <div data-dify="chat-skeleton" aria-hidden="true" />,
);

/**
 * The messages of a whole chat. What renders them is more than what a new conversation needs, so it comes beside what the
 * app says of itself or the first messages, and is there before the first answer.
 */
export function MessagePlace() {
  const hasMessages = useChatSelector(({ messageIds }) => messageIds.length > 0);
  useEffect(() => void MessageList.preload(), []);
  return hasMessages ? <MessageList /> : <HistoryState />;
}

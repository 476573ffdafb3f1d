import { useEffect } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { lazyPart, useLazyPart } from '../../primitives/lazy-part.ts';
import { HistoryState } from './history-state.tsx';

const messageList = lazyPart(async () => (await import('./message-list.tsx')).MessageList);

/**
 * The messages of a whole chat. What renders them is more than what a new conversation needs, so it comes beside what the
 * app says of itself or the first messages, and is there before the first answer.
 */
export function MessagePlace() {
  const hasMessages = useChatSelector(({ messageIds }) => messageIds.length > 0);
  useEffect(() => void messageList.load().catch(() => {}), []);
  return hasMessages ? <Messages /> : <HistoryState />;
}

function Messages() {
  const MessageList = useLazyPart(messageList);
  return MessageList === undefined ? <div data-dify="chat-skeleton" aria-hidden="true" /> : <MessageList />;
}

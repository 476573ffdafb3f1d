import type { Chat } from '@dify-oapi/core';
import { createContext, type ReactNode, use } from 'react';

const ChatContext = createContext<Chat | null>(null);

/** Props of `ChatProvider`. */
export interface ChatProviderProps {
  /** From `useChatStream().chat` or `createChat`. */
  chat: Chat;
  children: ReactNode;
}

/** Gives `useMessage`, `useChatSelector` and `useChatActions` below it their conversation. */
export function ChatProvider({ chat, children }: ChatProviderProps) {
  return <ChatContext value={chat}>{children}</ChatContext>;
}

/**
 * The conversation of the nearest `ChatProvider`.
 *
 * @throws Error when there is none
 */
export function useChat(): Chat {
  const chat = use(ChatContext);
  if (chat === null) {
    throw new Error('useChat found no conversation. Wrap the tree in <ChatProvider chat={useChatStream().chat}>.');
  }
  return chat;
}

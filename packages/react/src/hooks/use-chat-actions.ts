import type { ChatActions } from '@dify-oapi/core';
import { useChat } from './chat-context.tsx';

/** The verbs of the conversation above: the same object for its life, and none of them rejects. */
export function useChatActions(): ChatActions {
  return useChat().actions;
}

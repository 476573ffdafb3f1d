import type { ChatMessage } from '@dify-oapi/core';
import { useCallback, useSyncExternalStore } from 'react';
import { useChat } from './chat-context.tsx';

/** One message of the conversation above. Renders again only when this message changes. */
export function useMessage(id: string): ChatMessage | undefined {
  const chat = useChat();
  const subscribe = useCallback((listener: () => void) => chat.subscribeMessage(id, listener), [chat, id]);
  const getMessage = () => chat.getMessage(id);
  return useSyncExternalStore(subscribe, getMessage, getMessage);
}

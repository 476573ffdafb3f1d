import { useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { type ConversationMark, chatRegistry } from './chat-registry.ts';

/** Which conversations are being answered, and which got an answer that nobody has looked at. By conversation id. */
export function useConversationMarks(): ReadonlyMap<string, ConversationMark> {
  const registry = chatRegistry(useDify());
  return useSyncExternalStore(registry.subscribe, registry.getMarks, registry.getMarks);
}

import { useEffect, useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { chatRegistry } from './chat-registry.ts';
import type { ConversationMark } from './conversation-marks.ts';

/** Which conversations are being answered, and which got an answer that nobody has looked at. By conversation id. */
export function useConversationMarks(): ReadonlyMap<string, ConversationMark> {
  const registry = chatRegistry(useDify());
  useEffect(() => registry.wake(false), [registry]);
  return useSyncExternalStore(registry.subscribe, registry.getMarks, registry.getMarks);
}

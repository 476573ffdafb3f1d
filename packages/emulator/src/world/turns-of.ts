import type { MessageRow } from './app-rows.ts';
import type { World } from './world.ts';

/** A user's turns of a conversation, oldest first. */
export function turnsOf(world: World, conversationId: string): MessageRow[] {
  return [...world.messages.values()]
    .filter((message) => message.conversation_id === conversationId)
    .sort((a, b) => a.created_at - b.created_at || a.order - b.order);
}

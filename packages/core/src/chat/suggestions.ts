import * as messages from '../resources/messages/endpoints.ts';
import { asDifyError } from '../runs/as-dify-error.ts';
import type { ChatContext } from './chat-context.ts';
import type { AssistantMessage } from './message.ts';

/** Asks for the questions that could come after an answer, until the app has said that it has none. */
export function suggestionsOf(context: ChatContext): (message: AssistantMessage) => Promise<void> {
  const { dify, store } = context;
  let isWanted = context.options.suggestions ?? true;
  return async (message) => {
    if (!isWanted || message.serverId === undefined) return;
    const isAlive = context.alive();
    try {
      const { data } = await dify.request(messages.suggested, { message_id: message.serverId }, { maxRetries: 0 });
      const last = store.getState().rows.at(-1);
      if (isAlive() && last?.id === message.id) store.dispatch({ type: 'suggestions', suggestions: data }, 'now');
    } catch (error) {
      const { status } = asDifyError(error);
      if (status === 400 || status === 404) isWanted = false;
    }
  };
}

import * as messages from '../resources/messages/endpoints.ts';
import { asDifyError } from '../runs/as-dify-error.ts';
import type { ActionResult, ChatActions } from './chat.ts';
import type { ChatContext } from './chat-context.ts';

/** Rates an answer: shown at once, undone when Dify refuses. */
export function feedbackOf(context: ChatContext): ChatActions['setFeedback'] {
  const { dify, store } = context;
  return async (id, rating, reason): Promise<ActionResult> => {
    const { serverId: message_id, feedback = null } = context.answer(id) ?? {};
    if (message_id === undefined || (rating === null && feedback === null)) {
      return { ok: false, reason: 'nothing-to-do' };
    }
    store.dispatch({ type: 'feedback', id, rating }, 'now');
    try {
      const content = reason === undefined ? {} : { content: reason };
      await dify.request(messages.feedback, { message_id, rating, ...content });
      return { ok: true };
    } catch (error) {
      store.dispatch({ type: 'feedback', id, rating: feedback }, 'now');
      return { ok: false, reason: 'failed', error: asDifyError(error) };
    }
  };
}

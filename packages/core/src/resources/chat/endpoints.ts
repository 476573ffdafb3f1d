import { endpoint } from '../../endpoint.ts';
import { type Result, resultSchema } from '../../schemas/result.ts';
import {
  type ChatCompletion,
  chatCompletionSchema,
  type SendChatMessage,
  type StopChatMessage,
  sendChatMessageSchema,
  stopChatMessageSchema,
} from './schemas.ts';

/**
 * Sends a message to a chat app. Never sent twice by itself: each call is a new turn.
 *
 * @throws NotFoundError when there is no such conversation for this user.
 * @throws RateLimitError with code `too_many_requests` when too many runs go on at once.
 * @throws BadRequestError with code `not_chat_app`, `app_unavailable`, `agent_not_published`, `conversation_completed`;
 *   `bad_request` for a draft version, or a call that does not stream to an app that only can; `invalid_param` for form
 *   values that do not fit, and for a model that failed.
 * @see https://docs.dify.ai/en/api-reference/chat-messages/send-chat-message
 */
export const send = endpoint<SendChatMessage, ChatCompletion>({
  operationId: 'sendChatMessage',
  method: 'POST',
  path: '/chat-messages',
  payload: 'json',
  user: 'required',
  input: sendChatMessageSchema,
  output: chatCompletionSchema,
  events: true,
});

/**
 * Asks Dify to stop an answer. Succeeds for unknown and finished tasks too, and for a foreign user without any effect.
 * A run that waits for a person stays so. Safe to repeat.
 *
 * @throws BadRequestError with code `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/chat-messages/stop-chat-message-generation
 */
export const stop = endpoint<StopChatMessage, Result>({
  operationId: 'stopChatMessageGeneration',
  method: 'POST',
  path: '/chat-messages/{task_id}/stop',
  payload: 'json',
  user: 'required',
  input: stopChatMessageSchema,
  output: resultSchema,
  idempotent: true,
});

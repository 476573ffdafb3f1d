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
 * Sends a message to a chat app.
 *
 * @throws NotFoundError when there is no such conversation for this user.
 * @see https://docs.dify.ai/api-reference/chats/send-chat-message
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
 *
 * @see https://docs.dify.ai/api-reference/chats/stop-chat-message-generation
 */
export const stop = endpoint<StopChatMessage, Result>({
  operationId: 'stopChatMessageGeneration',
  method: 'POST',
  path: '/chat-messages/{task_id}/stop',
  payload: 'json',
  user: 'required',
  input: stopChatMessageSchema,
  output: resultSchema,
});

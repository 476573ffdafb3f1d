import { endpoint } from '../../endpoint.ts';
import { type Result, resultSchema } from '../../schemas/result.ts';
import {
  type CompletionResult,
  completionResultSchema,
  type SendCompletionMessage,
  type StopCompletionMessage,
  sendCompletionMessageSchema,
  stopCompletionMessageSchema,
} from './schemas.ts';

/**
 * Has a text generator write a text. Never sent twice by itself: each call is a new text.
 *
 * @throws RateLimitError with code `too_many_requests` when too many runs go on at once.
 * @throws BadRequestError with code `app_unavailable` when the app is no text generator or not set up; `invalid_param` for
 *   form values that do not fit, and for a model that failed.
 * @see https://docs.dify.ai/en/api-reference/completion-messages/send-completion-message
 */
export const send = endpoint<SendCompletionMessage, CompletionResult>({
  operationId: 'createCompletionMessage',
  method: 'POST',
  path: '/completion-messages',
  payload: 'json',
  user: 'required',
  input: sendCompletionMessageSchema,
  output: completionResultSchema,
  events: true,
});

/**
 * Asks Dify to stop a text. Succeeds for unknown and finished tasks too, and for a foreign user without any effect.
 * Safe to repeat.
 *
 * @throws BadRequestError with code `app_unavailable` when the app is no text generator.
 * @see https://docs.dify.ai/en/api-reference/completion-messages/stop-completion-message-generation
 */
export const stop = endpoint<StopCompletionMessage, Result>({
  operationId: 'stopGenerate',
  method: 'POST',
  path: '/completion-messages/{task_id}/stop',
  payload: 'json',
  user: 'required',
  input: stopCompletionMessageSchema,
  output: resultSchema,
  idempotent: true,
});

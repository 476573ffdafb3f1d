import { endpoint } from '../../endpoint.ts';
import { type CursorPage, cursorPageSchema } from '../../schemas/page.ts';
import { type Result, resultSchema } from '../../schemas/result.ts';
import {
  type GetSuggestedQuestions,
  type HistoryMessage,
  historyMessageSchema,
  type ListMessages,
  listMessagesSchema,
  type SendFeedback,
  type SuggestedQuestions,
  sendFeedbackSchema,
  suggestedQuestionsInputSchema,
  suggestedQuestionsSchema,
} from './schemas.ts';

/**
 * Lists a conversation's turns: the newest page, oldest first inside it; `first_id` gives the page before.
 *
 * @throws NotFoundError when the user has no such conversation.
 * @see https://docs.dify.ai/api-reference/conversations/get-conversation-history-messages
 */
export const list = endpoint<ListMessages, CursorPage<HistoryMessage>>({
  operationId: 'getConversationHistory',
  method: 'GET',
  path: '/messages',
  payload: 'query',
  user: 'optional',
  input: listMessagesSchema,
  output: cursorPageSchema(historyMessageSchema),
});

/**
 * Makes questions that could come next. Runs a model call, so it takes seconds.
 *
 * @throws APIError with code `bad_request` when the app has the feature off.
 * @see https://docs.dify.ai/api-reference/chats/next-suggested-questions
 */
export const suggested = endpoint<GetSuggestedQuestions, SuggestedQuestions>({
  operationId: 'getSuggestedQuestions',
  method: 'GET',
  path: '/messages/{message_id}/suggested',
  payload: 'query',
  user: 'required',
  input: suggestedQuestionsInputSchema,
  output: suggestedQuestionsSchema,
});

/**
 * Rates an answer, or takes the rating back.
 *
 * @throws NotFoundError when the user has no such message.
 * @see https://docs.dify.ai/api-reference/feedback/message-feedback
 */
export const feedback = endpoint<SendFeedback, Result>({
  operationId: 'postChatMessageFeedback',
  method: 'POST',
  path: '/messages/{message_id}/feedbacks',
  payload: 'json',
  user: 'required',
  input: sendFeedbackSchema,
  output: resultSchema,
});

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
 * @throws NotFoundError when the user has no such conversation, or the conversation no message `first_id`.
 * @throws BadRequestError with code `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/conversations/list-conversation-messages
 */
export const list = endpoint<ListMessages, CursorPage<HistoryMessage>>({
  operationId: 'getConversationHistory',
  method: 'GET',
  path: '/messages',
  payload: 'query',
  user: 'optional',
  input: listMessagesSchema,
  output: cursorPageSchema(historyMessageSchema),
  pages: 'first_id',
});

/**
 * Makes questions that could come next. Runs a model call, so it takes seconds, and asks anew on every call.
 *
 * @throws NotFoundError when the user has no such message.
 * @throws BadRequestError with code `bad_request` when the app has the feature off, `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/chat-messages/get-next-suggested-questions
 */
export const suggested = endpoint<GetSuggestedQuestions, SuggestedQuestions>({
  operationId: 'getSuggestedQuestions',
  method: 'GET',
  path: '/messages/{message_id}/suggested',
  payload: 'query',
  user: 'required',
  input: suggestedQuestionsInputSchema,
  output: suggestedQuestionsSchema,
  pages: 'whole',
});

/**
 * Rates an answer, or takes the rating back. A rating is safe to repeat; taking back what is not there is refused.
 *
 * @throws NotFoundError when the user has no such message.
 * @throws BadRequestError with code `invalid_param` when there is no rating to take back.
 * @see https://docs.dify.ai/en/api-reference/feedback/submit-message-feedback
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

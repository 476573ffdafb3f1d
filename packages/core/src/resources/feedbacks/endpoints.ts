import { endpoint } from '../../endpoint.ts';
import { type FeedbackPage, feedbackPageSchema, type ListFeedbacks, listFeedbacksSchema } from './schemas.ts';

/**
 * Lists the ratings of the app's answers, by all users, newest first. The page does not tell whether there is more: ask
 * on until one is empty.
 *
 * @see https://docs.dify.ai/en/api-reference/feedback/list-app-feedbacks
 */
export const list = endpoint<ListFeedbacks, FeedbackPage>({
  operationId: 'getChatAppFeedbacks',
  method: 'GET',
  path: '/app/feedbacks',
  payload: 'query',
  user: 'none',
  input: listFeedbacksSchema,
  output: feedbackPageSchema,
  pages: 'page',
});

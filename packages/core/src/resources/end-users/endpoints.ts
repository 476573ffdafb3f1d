import { endpoint } from '../../endpoint.ts';
import { type EndUser, endUserSchema, type GetEndUser, getEndUserSchema } from './schemas.ts';

/**
 * Tells who an end user's id stands for. Since Dify 1.13.
 *
 * @throws NotFoundError with code `end_user_not_found`.
 * @see https://docs.dify.ai/en/api-reference/end-users/get-end-user-info
 */
export const get = endpoint<GetEndUser, EndUser>({
  operationId: 'getEndUserChat',
  method: 'GET',
  path: '/end-users/{end_user_id}',
  payload: 'query',
  user: 'none',
  input: getEndUserSchema,
  output: endUserSchema,
});

import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import {
  type ChildChunkAnswer,
  type ChildChunkPage,
  type CreateChildChunk,
  childChunkAnswerSchema,
  childChunkPageSchema,
  createChildChunkSchema,
  type DeleteChildChunk,
  deleteChildChunkSchema,
  type ListChildChunks,
  listChildChunksSchema,
  type UpdateChildChunk,
  updateChildChunkSchema,
} from './schemas.ts';

/**
 * Lists the children of a chunk in their order.
 *
 * @throws NotFoundError when there is no such knowledge base, document or chunk.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/chunks/list-child-chunks
 */
export const list = endpoint<ListChildChunks, ChildChunkPage>({
  operationId: 'getChildChunks',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks',
  payload: 'query',
  user: 'none',
  input: listChildChunksSchema,
  output: childChunkPageSchema,
  pages: 'page',
});

/**
 * Adds a child to a chunk. Each call adds another one.
 *
 * @throws NotFoundError when there is no such knowledge base, document or chunk.
 * @throws BadRequestError with code `invalid_param` when the indexing fails; `provider_not_initialize`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/chunks/create-child-chunk
 */
export const create = endpoint<CreateChildChunk, ChildChunkAnswer>({
  operationId: 'createChildChunk',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks',
  payload: 'json',
  user: 'none',
  input: createChildChunkSchema,
  output: childChunkAnswerSchema,
});

/**
 * Rewrites a child of a chunk; it counts as written by hand from then on. Safe to repeat.
 *
 * @throws NotFoundError when there is no such knowledge base, document, chunk or child.
 * @throws BadRequestError with code `invalid_param` when the indexing fails.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/chunks/update-child-chunk
 */
export const update = endpoint<UpdateChildChunk, ChildChunkAnswer>({
  operationId: 'updateChildChunk',
  method: 'PATCH',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}',
  payload: 'json',
  user: 'none',
  input: updateChildChunkSchema,
  output: childChunkAnswerSchema,
});

/**
 * Deletes a child of a chunk. A repeat throws NotFoundError, and changes nothing.
 *
 * @throws NotFoundError when there is no such knowledge base, document, chunk or child.
 * @throws BadRequestError with code `invalid_param` when the index refuses.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/chunks/delete-child-chunk
 */
const remove = endpoint<DeleteChildChunk, undefined>({
  operationId: 'deleteChildChunk',
  method: 'DELETE',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks/{child_chunk_id}',
  payload: 'query',
  user: 'none',
  input: deleteChildChunkSchema,
  output: nothingSchema,
});

export { remove as delete };

import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import {
  type CreatedSegments,
  type CreateSegments,
  createdSegmentsSchema,
  createSegmentsSchema,
  type DeleteSegment,
  deleteSegmentSchema,
  type GetSegment,
  getSegmentSchema,
  type ListSegments,
  listSegmentsSchema,
  type SegmentAnswer,
  type SegmentPage,
  segmentAnswerSchema,
  segmentPageSchema,
  type UpdateSegment,
  updateSegmentSchema,
} from './schemas.ts';

/**
 * Lists a document's chunks in their order. `has_more` says true of a full last page too: `total` decides.
 *
 * @throws NotFoundError when there is no such knowledge base or document.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/chunks/list-chunks
 */
export const list = endpoint<ListSegments, SegmentPage>({
  operationId: 'listSegments',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments',
  payload: 'query',
  user: 'none',
  input: listSegmentsSchema,
  output: segmentPageSchema,
  pages: 'page',
});

/**
 * Tells a chunk's content and state.
 *
 * @throws NotFoundError when there is no such knowledge base, document or chunk.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/chunks/get-chunk
 */
export const get = endpoint<GetSegment, SegmentAnswer>({
  operationId: 'getSegmentDetail',
  method: 'GET',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}',
  payload: 'query',
  user: 'none',
  input: getSegmentSchema,
  output: segmentAnswerSchema,
});

/**
 * Adds chunks to the end of a document. Each call adds them again.
 *
 * @throws NotFoundError when there is no such document, and when it is not completed or is disabled: its message tells.
 * @throws BadRequestError without a code for chunks that do not fit; `provider_not_initialize`, `invalid_param`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/chunks/create-chunks
 */
export const create = endpoint<CreateSegments, CreatedSegments>({
  operationId: 'createSegments',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments',
  payload: 'json',
  user: 'none',
  input: createSegmentsSchema,
  output: createdSegmentsSchema,
});

/**
 * Changes a chunk, or switches it on or off, and indexes it anew.
 *
 * @throws NotFoundError when there is no such knowledge base, document or chunk.
 * @throws BadRequestError with code `invalid_param` when the chunk is being indexed, or is disabled and stays so;
 *   `provider_not_initialize`.
 * @throws PermissionDeniedError with code `forbidden`: the API access is off, or a limit of the plan is reached.
 * @see https://docs.dify.ai/en/api-reference/chunks/update-chunk
 */
export const update = endpoint<UpdateSegment, SegmentAnswer>({
  operationId: 'updateSegment',
  method: 'POST',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}',
  payload: 'json',
  user: 'none',
  input: updateSegmentSchema,
  output: segmentAnswerSchema,
});

/**
 * Deletes a chunk. A repeat throws NotFoundError, and changes nothing.
 *
 * @throws NotFoundError when there is no such knowledge base, document or chunk.
 * @throws BadRequestError with code `invalid_param` while it is being deleted.
 * @throws PermissionDeniedError with code `forbidden` when the API access is off.
 * @see https://docs.dify.ai/en/api-reference/chunks/delete-chunk
 */
const remove = endpoint<DeleteSegment, undefined>({
  operationId: 'deleteSegment',
  method: 'DELETE',
  path: '/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}',
  payload: 'query',
  user: 'none',
  input: deleteSegmentSchema,
  output: nothingSchema,
});

export { remove as delete };

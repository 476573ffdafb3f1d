import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import { type NumberPage, numberPageSchema } from '../../schemas/number-page.ts';
import {
  type RetrievalResult,
  type RetrieveSegments,
  retrievalResultSchema,
  retrieveSchema,
} from './retrieval-schemas.ts';
import {
  type CreateDataset,
  createDatasetSchema,
  type Dataset,
  type DeleteDataset,
  datasetSchema,
  deleteDatasetSchema,
  type GetDataset,
  getDatasetSchema,
  type ListDatasets,
  listDatasetsSchema,
  type UpdateDataset,
  updateDatasetSchema,
} from './schemas.ts';

/**
 * Lists the workspace's knowledge bases, newest first. `has_more` says true of a full last page too: `total` decides.
 *
 * @see https://docs.dify.ai/en/api-reference/knowledge-bases/list-knowledge-bases
 */
export const list = endpoint<ListDatasets, NumberPage<Dataset>>({
  operationId: 'listDatasets',
  method: 'GET',
  path: '/datasets',
  payload: 'query',
  user: 'none',
  input: listDatasetsSchema,
  output: numberPageSchema(datasetSchema),
  pages: 'page',
});

/**
 * Creates an empty knowledge base.
 *
 * @throws ConflictError with code `dataset_name_duplicate`.
 * @throws BadRequestError with code `invalid_param`, also for a model that the workspace does not have.
 * @throws PermissionDeniedError with code `forbidden` when the plan has no room for another one.
 * @see https://docs.dify.ai/en/api-reference/knowledge-bases/create-an-empty-knowledge-base
 */
export const create = endpoint<CreateDataset, Dataset>({
  operationId: 'createDataset',
  method: 'POST',
  path: '/datasets',
  payload: 'json',
  user: 'none',
  input: createDatasetSchema,
  output: datasetSchema,
});

/**
 * Tells a knowledge base's settings and counts.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/knowledge-bases/get-knowledge-base
 */
export const get = endpoint<GetDataset, Dataset>({
  operationId: 'getDatasetDetail',
  method: 'GET',
  path: '/datasets/{dataset_id}',
  payload: 'query',
  user: 'none',
  input: getDatasetSchema,
  output: datasetSchema,
});

/**
 * Changes the settings that are given, and no others.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param`, also for a name that another one has.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/knowledge-bases/update-knowledge-base
 */
export const update = endpoint<UpdateDataset, Dataset>({
  operationId: 'updateDataset',
  method: 'PATCH',
  path: '/datasets/{dataset_id}',
  payload: 'json',
  user: 'none',
  input: updateDatasetSchema,
  output: datasetSchema,
});

/**
 * Deletes a knowledge base with its documents. A repeat throws NotFoundError, and changes nothing.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws ConflictError with code `dataset_in_use`, by Dify's documents.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/knowledge-bases/delete-knowledge-base
 */
const remove = endpoint<DeleteDataset, undefined>({
  operationId: 'deleteDataset',
  method: 'DELETE',
  path: '/datasets/{dataset_id}',
  payload: 'query',
  user: 'none',
  input: deleteDatasetSchema,
  output: nothingSchema,
});

/**
 * Searches a knowledge base. Counts hits, and changes nothing else: safe to repeat. Does not work for external ones.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param`, also when nothing is indexed yet; `provider_not_initialize`,
 *   `provider_quota_exceeded`, `model_currently_not_support`, `completion_request_error`.
 * @throws PermissionDeniedError with code `forbidden`: its API access is off, or the plan's rate is reached.
 * @throws ServerError with code `internal_server_error` for external knowledge.
 * @see https://docs.dify.ai/en/api-reference/knowledge-bases/retrieve-chunks-from-a-knowledge-base-test-retrieval
 */
export const retrieve = endpoint<RetrieveSegments, RetrievalResult>({
  operationId: 'retrieveSegments',
  method: 'POST',
  path: '/datasets/{dataset_id}/retrieve',
  payload: 'json',
  user: 'none',
  input: retrieveSchema,
  output: retrievalResultSchema,
  idempotent: true,
});

export { remove as delete };

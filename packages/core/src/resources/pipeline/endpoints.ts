import * as v from 'valibot';

import { endpoint } from '../../endpoint.ts';
import {
  type ListDatasources,
  listDatasourcesSchema,
  type RunDatasource,
  type RunPipeline,
  runDatasourceSchema,
  runPipelineSchema,
  type UploadPipelineFile,
  uploadPipelineFileSchema,
} from './input-schemas.ts';
import {
  type Datasource,
  datasourceSchema,
  type PipelineFile,
  type PipelineRunResult,
  pipelineFileSchema,
  pipelineRunResultSchema,
} from './schemas.ts';

/**
 * Uploads a file for a knowledge pipeline. Each call makes a new file. Since Dify 1.14.
 *
 * @throws BadRequestError with code `invalid_param`, with an empty message when the file is too large or has no type;
 *   `no_file_uploaded`, `too_many_files`, `filename_not_exists_error`.
 * @throws PayloadTooLargeError with code `file_too_large`, UnsupportedMediaTypeError with code `unsupported_file_type`, by
 *   Dify's documents.
 * @see https://docs.dify.ai/en/api-reference/knowledge-pipeline/upload-pipeline-file
 */
export const uploadFile = endpoint<UploadPipelineFile, PipelineFile>({
  operationId: 'uploadPipelineFile',
  method: 'POST',
  path: '/datasets/pipeline/file-upload',
  payload: 'form',
  user: 'none',
  input: uploadPipelineFileSchema,
  output: pipelineFileSchema,
});

/**
 * Lists the datasources of a knowledge pipeline. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param` when it has no pipeline.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/knowledge-pipeline/list-datasource-plugins
 */
export const datasources = endpoint<ListDatasources, Datasource[]>({
  operationId: 'listDatasourcePlugins',
  method: 'GET',
  path: '/datasets/{dataset_id}/pipeline/datasource-plugins',
  payload: 'query',
  user: 'none',
  input: listDatasourcesSchema,
  output: v.array(datasourceSchema),
});

/**
 * Lets a datasource find what there is, and streams it: `datasource_processing`, then `datasource_completed` with the items
 * for `pipeline.run`, or `datasource_error`. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param` when it has no pipeline.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @see https://docs.dify.ai/en/api-reference/knowledge-pipeline/run-datasource-node
 */
export const runDatasource = endpoint<RunDatasource, unknown>({
  operationId: 'runDatasourceNode',
  method: 'POST',
  path: '/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run',
  payload: 'json',
  user: 'none',
  input: runDatasourceSchema,
  output: v.unknown(),
  events: 'only',
});

/**
 * Makes documents of the items of a datasource. The published pipeline answers a `batch` for `documents.waitUntilIndexed`,
 * also when a stream is asked for; the draft runs the first item, answers how the run ended, and can be streamed. Never
 * sent twice by itself: each call makes new documents. Since Dify 1.14.
 *
 * @throws NotFoundError when there is no such knowledge base.
 * @throws BadRequestError with code `invalid_param` when it has no pipeline.
 * @throws PermissionDeniedError with code `forbidden` when its API access is off.
 * @throws ServerError with code `pipeline_run_error` for inputs that are missing, an unpublished pipeline, a limit reached.
 * @see https://docs.dify.ai/en/api-reference/knowledge-pipeline/run-pipeline
 */
export const run = endpoint<RunPipeline, PipelineRunResult>({
  operationId: 'runPipeline',
  method: 'POST',
  path: '/datasets/{dataset_id}/pipeline/run',
  payload: 'json',
  user: 'none',
  input: runPipelineSchema,
  output: pipelineRunResultSchema,
  events: true,
});

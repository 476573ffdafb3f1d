import * as v from 'valibot';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { type WorkflowRunResult, workflowRunResultSchema } from '../workflows/schemas.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));
const boolean = v.optional(v.nullable(v.boolean()));

export const pipelineFileSchema = openObject({
  /** Goes into a run as `reference`. */
  id: v.string(),
  name: v.string(),
  /** Bytes. */
  size: finiteNumber(),
  /** Without a dot. */
  extension: text,
  mime_type: text,
  /** An account, a UUID. */
  created_by: text,
  /** ISO 8601 without a zone: UTC. */
  created_at: text,
});

/** A file that was uploaded for a knowledge pipeline. */
export interface PipelineFile extends OutputOf<typeof pipelineFileSchema> {}

const datasourceVariableSchema = openObject({
  /** The key of the value in `inputs`. */
  variable: v.string(),
  /** `text-input`, `number`, `select`, … Open. */
  type: text,
  label: text,
  description: text,
  required: boolean,
  max_length: number,
  /** What the control begins with. */
  default_value: v.optional(v.unknown()),
  placeholder: text,
  unit: text,
  tooltips: text,
  /** For `select`. */
  options: v.optional(v.nullable(v.array(v.unknown()))),
});

/** A value that a datasource asks for. */
export interface DatasourceVariable extends OutputOf<typeof datasourceVariableSchema> {}

export const datasourceSchema = openObject({
  /** What `pipeline.runDatasource` and `pipeline.run` name it by. */
  node_id: v.string(),
  /** E.g. `langgenius/file`. */
  plugin_id: text,
  provider_name: text,
  /** `local_file`, `online_document`, `website_crawl` or `online_drive`. Open. */
  datasource_type: v.string(),
  title: text,
  user_input_variables: v.optional(v.nullable(v.array(datasourceVariableSchema))),
  credentials: v.optional(
    v.nullable(
      v.array(
        openObject({
          /** Goes into a run as `credential_id`. */
          id: v.string(),
          name: text,
          /** E.g. `api-key`. */
          type: text,
          is_default: boolean,
        }),
      ),
    ),
  ),
});

/** A datasource of a knowledge pipeline. */
export interface Datasource extends OutputOf<typeof datasourceSchema> {}

const pipelineDocumentSchema = openObject({
  /** UUID. */
  id: v.string(),
  position: number,
  /** `local_file`, `online_document`, `website_crawl` or `online_drive`. Open. */
  data_source_type: text,
  /** The item that it was made of. */
  data_source_info: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  name: text,
  /** `waiting`. Open. */
  indexing_status: text,
  error: text,
  enabled: boolean,
});

/** A document that a knowledge pipeline will make. */
export interface PipelineDocument extends OutputOf<typeof pipelineDocumentSchema> {}

const publishedRunSchema = openObject({
  /** What `documents.indexingStatus` and `documents.waitUntilIndexed` ask for. */
  batch: v.string(),
  dataset: v.optional(v.nullable(openObject({ id: text, name: text, description: text, chunk_structure: text }))),
  documents: v.array(pipelineDocumentSchema),
});

/** A run of the published pipeline: its documents are made in the background. */
export interface PublishedPipelineRun extends OutputOf<typeof publishedRunSchema> {}

/** A run of the published pipeline has a `batch`, one of the draft a `workflow_run_id`. */
export type PipelineRunResult = PublishedPipelineRun | WorkflowRunResult;

export const pipelineRunResultSchema: v.GenericSchema<unknown, PipelineRunResult> = v.union([
  publishedRunSchema,
  workflowRunResultSchema,
]);

import * as z from 'zod/mini';
import { type WorkflowRunResult, workflowRunResultSchema } from '../workflows/schemas.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));
const boolean = z.optional(z.nullable(z.boolean()));

export const pipelineFileSchema = z.looseObject({
  /** Goes into a run as `reference`. */
  id: z.string(),
  name: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Without a dot. */
  extension: text,
  mime_type: text,
  /** An account, a UUID. */
  created_by: text,
  /** ISO 8601 without a zone: UTC. */
  created_at: text,
});

/** A file that was uploaded for a knowledge pipeline. */
export interface PipelineFile extends z.infer<typeof pipelineFileSchema> {}

const datasourceVariableSchema = z.looseObject({
  /** The key of the value in `inputs`. */
  variable: z.string(),
  /** `text-input`, `number`, `select`, … Open. */
  type: text,
  label: text,
  description: text,
  required: boolean,
  max_length: number,
  /** What the control begins with. */
  default_value: z.optional(z.unknown()),
  placeholder: text,
  unit: text,
  tooltips: text,
  /** For `select`. */
  options: z.optional(z.nullable(z.array(z.unknown()))),
});

/** A value that a datasource asks for. */
export interface DatasourceVariable extends z.infer<typeof datasourceVariableSchema> {}

export const datasourceSchema = z.looseObject({
  /** What `pipeline.runDatasource` and `pipeline.run` name it by. */
  node_id: z.string(),
  /** E.g. `langgenius/file`. */
  plugin_id: text,
  provider_name: text,
  /** `local_file`, `online_document`, `website_crawl` or `online_drive`. Open. */
  datasource_type: z.string(),
  title: text,
  user_input_variables: z.optional(z.nullable(z.array(datasourceVariableSchema))),
  credentials: z.optional(
    z.nullable(
      z.array(
        z.looseObject({
          /** Goes into a run as `credential_id`. */
          id: z.string(),
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
export interface Datasource extends z.infer<typeof datasourceSchema> {}

const pipelineDocumentSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  position: number,
  /** `local_file`, `online_document`, `website_crawl` or `online_drive`. Open. */
  data_source_type: text,
  /** The item that it was made of. */
  data_source_info: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  name: text,
  /** `waiting`. Open. */
  indexing_status: text,
  error: text,
  enabled: boolean,
});

/** A document that a knowledge pipeline will make. */
export interface PipelineDocument extends z.infer<typeof pipelineDocumentSchema> {}

const publishedRunSchema = z.looseObject({
  /** What `documents.indexingStatus` and `documents.waitUntilIndexed` ask for. */
  batch: z.string(),
  dataset: z.optional(z.nullable(z.looseObject({ id: text, name: text, description: text, chunk_structure: text }))),
  documents: z.array(pipelineDocumentSchema),
});

/** A run of the published pipeline: its documents are made in the background. */
export interface PublishedPipelineRun extends z.infer<typeof publishedRunSchema> {}

/** A run of the published pipeline has a `batch`, one of the draft a `workflow_run_id`. */
export type PipelineRunResult = PublishedPipelineRun | WorkflowRunResult;

export const pipelineRunResultSchema: z.ZodMiniType<PipelineRunResult> = z.union([
  publishedRunSchema,
  workflowRunResultSchema,
]);

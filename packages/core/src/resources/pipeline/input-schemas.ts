import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, uuidSchema } from '../../schemas/identifier.ts';
import { knowledgeFileSchema } from '../../schemas/knowledge-file.ts';

const datasourceTypeSchema = z.enum(['local_file', 'online_document', 'website_crawl', 'online_drive']);

export const uploadPipelineFileSchema = z.strictObject({
  /** With a name and a MIME type: one without a type is refused. */
  file: knowledgeFileSchema,
});

/** What `pipeline.uploadFile` takes. */
export interface UploadPipelineFile extends z.infer<typeof uploadPipelineFileSchema> {}

export const listDatasourcesSchema = z.strictObject({
  dataset_id: uuidSchema,
  /** `false` asks for the draft's; before Dify 1.16 it means `true` as well. @default true */
  is_published: z.optional(z.boolean()),
});

/** What `pipeline.datasources` takes. */
export interface ListDatasources extends z.infer<typeof listDatasourcesSchema> {}

export const runDatasourceSchema = z.strictObject({
  dataset_id: uuidSchema,
  node_id: identifierSchema,
  /** Values of the datasource's `user_input_variables`; Dify does not check them. @default {} */
  inputs: formValuesSchema,
  /** The datasource's own; a `local_file` has nothing to run. */
  datasource_type: datasourceTypeSchema,
  /** One of the datasource's `credentials`. @default the default one */
  credential_id: z.optional(z.nullable(z.string())),
  /** Whether the published pipeline is meant, or its draft. */
  is_published: z.boolean(),
});

/** What `pipeline.runDatasource` takes. */
export interface RunDatasource extends z.input<typeof runDatasourceSchema> {}

const localFileItemSchema = z.looseObject({
  /** The id that `pipeline.uploadFile` answered. */
  reference: z.optional(z.string()),
  /** The older name of `reference`. */
  related_id: z.optional(z.string()),
  name: z.optional(z.string()),
});

/** An uploaded file. */
export interface LocalFileItem extends z.infer<typeof localFileItemSchema> {}

const onlineDocumentItemSchema = z.looseObject({
  workspace_id: z.string(),
  page: z.looseObject({
    page_id: z.string(),
    type: z.string(),
    page_name: z.optional(z.nullable(z.string())),
  }),
  credential_id: z.optional(z.nullable(z.string())),
});

/** A page of an online workspace, e.g. of Notion. */
export interface OnlineDocumentItem extends z.infer<typeof onlineDocumentItemSchema> {}

const onlineDriveItemSchema = z.looseObject({
  id: z.string(),
  /** A folder stands for all that is in it. */
  type: z.enum(['file', 'folder']),
  bucket: z.optional(z.nullable(z.string())),
  name: z.optional(z.nullable(z.string())),
});

/** A file or folder of an online drive. */
export interface OnlineDriveItem extends z.infer<typeof onlineDriveItemSchema> {}

const websiteItemSchema = z.looseObject({
  url: z.optional(z.string()),
  /** The name of `url` in what a crawl finds. */
  source_url: z.optional(z.string()),
  title: z.optional(z.nullable(z.string())),
  /** The page's text, as the crawl found it. */
  content: z.optional(z.nullable(z.string())),
  description: z.optional(z.nullable(z.string())),
});

/** A page of a website, as a crawl found it. */
export interface WebsiteItem extends z.infer<typeof websiteItemSchema> {}

export const runPipelineSchema = checked(
  z.strictObject({
    dataset_id: uuidSchema,
    /** Values of the pipeline's form and of the datasource's. @default {} */
    inputs: formValuesSchema,
    datasource_type: datasourceTypeSchema,
    /** What to make documents of, as the datasource found it; a draft takes the first alone. */
    datasource_info_list: z.array(
      z.union(
        [onlineDocumentItemSchema, onlineDriveItemSchema, localFileItemSchema, websiteItemSchema],
        'an item of a datasource',
      ),
    ),
    /** The datasource's `node_id`. Dify takes an unknown one, and its documents wait for ever. */
    start_node_id: z.string(),
    /** Whether the published pipeline runs, or its draft. */
    is_published: z.boolean(),
    /** Set by `stream`. A published run answers JSON in both modes. @default 'blocking' */
    response_mode: z._default(z.enum(['streaming', 'blocking']), 'blocking'),
  }),
  z.refine(
    ({ datasource_type, datasource_info_list }) =>
      datasource_type !== 'local_file' || datasource_info_list.every((item) => item.reference ?? item.related_id),
    { error: 'items with the "reference" of an upload each', path: ['datasource_info_list'] },
  ),
  z.refine(
    ({ datasource_type, datasource_info_list }) =>
      datasource_type !== 'online_document' || datasource_info_list.every((item) => item.workspace_id && item.page),
    { error: 'items with a "workspace_id" and a "page" each', path: ['datasource_info_list'] },
  ),
  z.refine(
    ({ datasource_type, datasource_info_list }) =>
      datasource_type !== 'online_drive' || datasource_info_list.every((item) => item.id && item.type),
    { error: 'items with an "id" and a "type" each', path: ['datasource_info_list'] },
  ),
);

/** What `pipeline.run` and its stream take. */
export interface RunPipeline extends z.input<typeof runPipelineSchema> {}

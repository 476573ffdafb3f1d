import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, uuidSchema } from '../../schemas/identifier.ts';
import { knowledgeFileSchema } from '../../schemas/knowledge-file.ts';
import type { InputOf, OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const datasourceTypeSchema = v.picklist(['local_file', 'online_document', 'website_crawl', 'online_drive']);

export const uploadPipelineFileSchema = closedObject({
  /** With a name and a MIME type: one without a type is refused. */
  file: knowledgeFileSchema,
});

/** What `pipeline.uploadFile` takes. */
export interface UploadPipelineFile extends OutputOf<typeof uploadPipelineFileSchema> {}

export const listDatasourcesSchema = closedObject({
  dataset_id: uuidSchema,
  /** `false` asks for the draft's; before Dify 1.16 it means `true` as well. @default true */
  is_published: v.optional(v.boolean()),
});

/** What `pipeline.datasources` takes. */
export interface ListDatasources extends OutputOf<typeof listDatasourcesSchema> {}

export const runDatasourceSchema = closedObject({
  dataset_id: uuidSchema,
  node_id: identifierSchema,
  /** Values of the datasource's `user_input_variables`; Dify does not check them. @default {} */
  inputs: formValuesSchema,
  /** The datasource's own; a `local_file` has nothing to run. */
  datasource_type: datasourceTypeSchema,
  /** One of the datasource's `credentials`. @default the default one */
  credential_id: v.optional(v.nullable(v.string())),
  /** Whether the published pipeline is meant, or its draft. */
  is_published: v.boolean(),
});

/** What `pipeline.runDatasource` takes. */
export interface RunDatasource extends InputOf<typeof runDatasourceSchema> {}

const localFileItemSchema = openObject({
  /** The id that `pipeline.uploadFile` answered. */
  reference: v.optional(v.string()),
  /** The older name of `reference`. */
  related_id: v.optional(v.string()),
  name: v.optional(v.string()),
});

/** An uploaded file. */
export interface LocalFileItem extends OutputOf<typeof localFileItemSchema> {}

const onlineDocumentItemSchema = openObject({
  workspace_id: v.string(),
  page: openObject({
    page_id: v.string(),
    type: v.string(),
    page_name: v.optional(v.nullable(v.string())),
  }),
  credential_id: v.optional(v.nullable(v.string())),
});

/** A page of an online workspace, e.g. of Notion. */
export interface OnlineDocumentItem extends OutputOf<typeof onlineDocumentItemSchema> {}

const onlineDriveItemSchema = openObject({
  id: v.string(),
  /** A folder stands for all that is in it. */
  type: v.picklist(['file', 'folder']),
  bucket: v.optional(v.nullable(v.string())),
  name: v.optional(v.nullable(v.string())),
});

/** A file or folder of an online drive. */
export interface OnlineDriveItem extends OutputOf<typeof onlineDriveItemSchema> {}

const websiteItemSchema = openObject({
  url: v.optional(v.string()),
  /** The name of `url` in what a crawl finds. */
  source_url: v.optional(v.string()),
  title: v.optional(v.nullable(v.string())),
  /** The page's text, as the crawl found it. */
  content: v.optional(v.nullable(v.string())),
  description: v.optional(v.nullable(v.string())),
});

/** A page of a website, as a crawl found it. */
export interface WebsiteItem extends OutputOf<typeof websiteItemSchema> {}

export const runPipelineSchema = v.pipe(
  closedObject({
    dataset_id: uuidSchema,
    /** Values of the pipeline's form and of the datasource's. @default {} */
    inputs: formValuesSchema,
    datasource_type: datasourceTypeSchema,
    /** What to make documents of, as the datasource found it; a draft takes the first alone. */
    datasource_info_list: v.array(
      v.union(
        [onlineDocumentItemSchema, onlineDriveItemSchema, localFileItemSchema, websiteItemSchema],
        'an item of a datasource',
      ),
    ),
    /** The datasource's `node_id`. Dify takes an unknown one, and its documents wait for ever. */
    start_node_id: v.string(),
    /** Whether the published pipeline runs, or its draft. */
    is_published: v.boolean(),
    /** Set by `stream`. A published run answers JSON in both modes. @default 'blocking' */
    response_mode: v.optional(v.picklist(['streaming', 'blocking']), 'blocking'),
  }),
  checkField(
    ({ datasource_type, datasource_info_list }) =>
      datasource_type !== 'local_file' || datasource_info_list.every((item) => item.reference ?? item.related_id),
    'items with the "reference" of an upload each',
    ['datasource_info_list'],
  ),
  checkField(
    ({ datasource_type, datasource_info_list }) =>
      datasource_type !== 'online_document' || datasource_info_list.every((item) => item.workspace_id && item.page),
    'items with a "workspace_id" and a "page" each',
    ['datasource_info_list'],
  ),
  checkField(
    ({ datasource_type, datasource_info_list }) =>
      datasource_type !== 'online_drive' || datasource_info_list.every((item) => item.id && item.type),
    'items with an "id" and a "type" each',
    ['datasource_info_list'],
  ),
);

/** What `pipeline.run` and its stream take. */
export interface RunPipeline extends InputOf<typeof runPipelineSchema> {}

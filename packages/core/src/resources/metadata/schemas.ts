import * as z from 'zod/mini';
import { uuidSchema } from '../../schemas/identifier.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';

const text = z.optional(z.nullable(z.string()));
const nameSchema = knowledgeText(0, 255);

export const metadataFieldSchema = z.looseObject({
  /** UUID. `null` with the other fields when Dify 1.12 renames a field that does not exist. */
  id: text,
  /** `string`, `number` or `time`. Open. */
  type: text,
  name: text,
});

/** A metadata field, as it was created or renamed. */
export interface MetadataField extends z.infer<typeof metadataFieldSchema> {}

const countedFieldSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
  /** `string`, `number` or `time`. Open. */
  type: z.string(),
  /** Documents that have a value for it. */
  count: z.optional(z.nullable(z.number())),
});

/** A metadata field, with how often it is used. */
export interface CountedMetadataField extends z.infer<typeof countedFieldSchema> {}

export const metadataFieldsSchema = z.looseObject({
  doc_metadata: z.array(countedFieldSchema),
  /** Whether Dify fills its own fields: name, uploader, dates and source. */
  built_in_field_enabled: z.optional(z.nullable(z.boolean())),
});

/** The metadata fields of a knowledge base. */
export interface MetadataFields extends z.infer<typeof metadataFieldsSchema> {}

const builtInFieldSchema = z.looseObject({
  /** `document_name`, `uploader`, `upload_date`, `last_update_date` or `source`. Open. */
  name: z.string(),
  /** `string`, `number` or `time`. Open. */
  type: z.string(),
});

/** A metadata field that Dify fills itself. */
export interface BuiltInMetadataField extends z.infer<typeof builtInFieldSchema> {}

export const builtInFieldsSchema = z.looseObject({ fields: z.array(builtInFieldSchema) });

/** The metadata fields that Dify fills itself. */
export interface BuiltInMetadataFields extends z.infer<typeof builtInFieldsSchema> {}

export const listMetadataSchema = z.strictObject({ dataset_id: uuidSchema });

/** What `metadata.list` takes. */
export interface ListMetadataFields extends z.infer<typeof listMetadataSchema> {}

export const createMetadataSchema = z.strictObject({
  dataset_id: uuidSchema,
  type: z.enum(['string', 'number', 'time']),
  /** At most 255 characters; neither another field's nor a built-in one's. */
  name: nameSchema,
});

/** What `metadata.create` takes. */
export interface CreateMetadataField extends z.infer<typeof createMetadataSchema> {}

export const updateMetadataSchema = z.strictObject({
  dataset_id: uuidSchema,
  metadata_id: uuidSchema,
  /** At most 255 characters; neither another field's nor a built-in one's. */
  name: nameSchema,
});

/** What `metadata.update` takes. */
export interface UpdateMetadataField extends z.infer<typeof updateMetadataSchema> {}

export const deleteMetadataSchema = z.strictObject({ dataset_id: uuidSchema, metadata_id: uuidSchema });

/** What `metadata.delete` takes. */
export interface DeleteMetadataField extends z.infer<typeof deleteMetadataSchema> {}

export const listBuiltInMetadataSchema = z.strictObject({ dataset_id: uuidSchema });

/** What `metadata.listBuiltIn` takes. */
export interface ListBuiltInMetadataFields extends z.infer<typeof listBuiltInMetadataSchema> {}

export const toggleBuiltInMetadataSchema = z.strictObject({
  dataset_id: uuidSchema,
  action: z.enum(['enable', 'disable']),
});

/** What `metadata.toggleBuiltIn` takes. */
export interface ToggleBuiltInMetadata extends z.infer<typeof toggleBuiltInMetadataSchema> {}

const metadataValueSchema = z.strictObject({
  /** The field's id, a UUID. */
  id: uuidSchema,
  /** The field's name. */
  name: z.string(),
  /** A number for `number`, Unix seconds for `time`: Dify does not check. @default null */
  value: z.optional(z.nullable(z.union([z.string(), z.number()], 'a text, a number or null'))),
});

/** A value for a metadata field. */
export interface MetadataValue extends z.infer<typeof metadataValueSchema> {}

const metadataOperationSchema = z.strictObject({
  document_id: uuidSchema,
  metadata_list: z.array(metadataValueSchema),
  /** `true` keeps the values that are not listed; else they are **erased**. Since Dify 1.14. @default false */
  partial_update: z.optional(z.boolean()),
});

/** New values for a document. */
export interface MetadataOperation extends z.infer<typeof metadataOperationSchema> {}

export const updateDocumentMetadataSchema = z.strictObject({
  dataset_id: uuidSchema,
  operation_data: z.array(metadataOperationSchema),
});

/** What `metadata.updateDocuments` takes. */
export interface UpdateDocumentMetadata extends z.infer<typeof updateDocumentMetadataSchema> {}

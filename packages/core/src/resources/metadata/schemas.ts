import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));
const nameSchema = knowledgeText(0, 255);

export const metadataFieldSchema = openObject({
  /** UUID. `null` with the other fields when Dify 1.12 renames a field that does not exist. */
  id: text,
  /** `string`, `number` or `time`. Open. */
  type: text,
  name: text,
});

/** A metadata field, as it was created or renamed. */
export interface MetadataField extends OutputOf<typeof metadataFieldSchema> {}

const countedFieldSchema = openObject({
  /** UUID. */
  id: v.string(),
  name: v.string(),
  /** `string`, `number` or `time`. Open. */
  type: v.string(),
  /** Documents that have a value for it. */
  count: v.optional(v.nullable(finiteNumber())),
});

/** A metadata field, with how often it is used. */
export interface CountedMetadataField extends OutputOf<typeof countedFieldSchema> {}

export const metadataFieldsSchema = openObject({
  doc_metadata: v.array(countedFieldSchema),
  /** Whether Dify fills its own fields: name, uploader, dates and source. */
  built_in_field_enabled: v.optional(v.nullable(v.boolean())),
});

/** The metadata fields of a knowledge base. */
export interface MetadataFields extends OutputOf<typeof metadataFieldsSchema> {}

const builtInFieldSchema = openObject({
  /** `document_name`, `uploader`, `upload_date`, `last_update_date` or `source`. Open. */
  name: v.string(),
  /** `string`, `number` or `time`. Open. */
  type: v.string(),
});

/** A metadata field that Dify fills itself. */
export interface BuiltInMetadataField extends OutputOf<typeof builtInFieldSchema> {}

export const builtInFieldsSchema = openObject({ fields: v.array(builtInFieldSchema) });

/** The metadata fields that Dify fills itself. */
export interface BuiltInMetadataFields extends OutputOf<typeof builtInFieldsSchema> {}

export const listMetadataSchema = closedObject({ dataset_id: uuidSchema });

/** What `metadata.list` takes. */
export interface ListMetadataFields extends OutputOf<typeof listMetadataSchema> {}

export const createMetadataSchema = closedObject({
  dataset_id: uuidSchema,
  type: v.picklist(['string', 'number', 'time']),
  /** At most 255 characters; neither another field's nor a built-in one's. */
  name: nameSchema,
});

/** What `metadata.create` takes. */
export interface CreateMetadataField extends OutputOf<typeof createMetadataSchema> {}

export const updateMetadataSchema = closedObject({
  dataset_id: uuidSchema,
  metadata_id: uuidSchema,
  /** At most 255 characters; neither another field's nor a built-in one's. */
  name: nameSchema,
});

/** What `metadata.update` takes. */
export interface UpdateMetadataField extends OutputOf<typeof updateMetadataSchema> {}

export const deleteMetadataSchema = closedObject({ dataset_id: uuidSchema, metadata_id: uuidSchema });

/** What `metadata.delete` takes. */
export interface DeleteMetadataField extends OutputOf<typeof deleteMetadataSchema> {}

export const listBuiltInMetadataSchema = closedObject({ dataset_id: uuidSchema });

/** What `metadata.listBuiltIn` takes. */
export interface ListBuiltInMetadataFields extends OutputOf<typeof listBuiltInMetadataSchema> {}

export const toggleBuiltInMetadataSchema = closedObject({
  dataset_id: uuidSchema,
  action: v.picklist(['enable', 'disable']),
});

/** What `metadata.toggleBuiltIn` takes. */
export interface ToggleBuiltInMetadata extends OutputOf<typeof toggleBuiltInMetadataSchema> {}

const metadataValueSchema = closedObject({
  /** The field's id, a UUID. */
  id: uuidSchema,
  /** The field's name. */
  name: v.string(),
  /** A number for `number`, Unix seconds for `time`: Dify does not check. @default null */
  value: v.optional(v.nullable(v.union([v.string(), finiteNumber()], 'a text, a number or null'))),
});

/** A value for a metadata field. */
export interface MetadataValue extends OutputOf<typeof metadataValueSchema> {}

const metadataOperationSchema = closedObject({
  document_id: uuidSchema,
  metadata_list: v.array(metadataValueSchema),
  /** `true` keeps the values that are not listed; else they are **erased**. Since Dify 1.14. @default false */
  partial_update: v.optional(v.boolean()),
});

/** New values for a document. */
export interface MetadataOperation extends OutputOf<typeof metadataOperationSchema> {}

export const updateDocumentMetadataSchema = closedObject({
  dataset_id: uuidSchema,
  operation_data: v.array(metadataOperationSchema),
});

/** What `metadata.updateDocuments` takes. */
export interface UpdateDocumentMetadata extends OutputOf<typeof updateDocumentMetadataSchema> {}

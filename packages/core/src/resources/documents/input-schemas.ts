import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';

import { identifierSchema, uuidSchema } from '../../schemas/identifier.ts';
import { documentSettingsSchema } from '../../schemas/knowledge-document-settings.ts';
import { embeddingModelCheck, embeddingProviderCheck } from '../../schemas/knowledge-embedding-pair.ts';
import { knowledgeFileSchema } from '../../schemas/knowledge-file.ts';
import { docFormSchema, indexingTechniqueSchema } from '../../schemas/knowledge-indexing.ts';
import { processRuleSchema } from '../../schemas/knowledge-process-rule.ts';
import { retrievalModelSchema } from '../../schemas/knowledge-retrieval-model.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

export const listDocumentsSchema = closedObject({
  dataset_id: uuidSchema,
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
  /** Looks into names, their case as it is; `%` and `_` are wildcards. */
  keyword: v.optional(v.string()),
  /** `completed` includes disabled and archived ones. */
  status: v.optional(
    v.picklist(['queuing', 'indexing', 'paused', 'error', 'available', 'disabled', 'archived', 'completed']),
  ),
});

/** What `documents.list` takes. */
export interface ListDocuments extends OutputOf<typeof listDocumentsSchema> {}

export const getDocumentSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  /** Everything, `id`, `doc_type` and `doc_metadata` alone, or all but the last two. @default 'all' */
  metadata: v.optional(v.picklist(['all', 'only', 'without'])),
});

/** What `documents.get` takes. */
export interface GetDocument extends OutputOf<typeof getDocumentSchema> {}

export const createDocumentByTextSchema = v.pipe(
  closedObject({
    dataset_id: uuidSchema,
    name: v.string(),
    text: v.string(),
    /** Needed on every call, also when the knowledge base has one. */
    indexing_technique: indexingTechniqueSchema,
    /** @default 'text_model' */
    doc_form: v.optional(docFormSchema),
    /** The language of the questions that `qa_model` makes. @default 'English' */
    doc_language: v.optional(v.string()),
    /** Needed for a knowledge base's first document; later ones take the last rule. */
    process_rule: v.optional(processRuleSchema),
    /** How the knowledge base is searched, set with its first document. */
    retrieval_model: v.optional(retrievalModelSchema),
    /** E.g. `text-embedding-3-small`; goes with its provider. */
    embedding_model: v.optional(v.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: v.optional(v.string()),
    /** A document that the new one takes the place of. */
    original_document_id: v.optional(uuidSchema),
  }),
  embeddingProviderCheck(),
  embeddingModelCheck(),
);

/** What `documents.createByText` takes. */
export interface CreateDocumentByText extends OutputOf<typeof createDocumentByTextSchema> {}

export const createDocumentByFileSchema = closedObject({
  dataset_id: uuidSchema,
  /** With a name whose extension tells its kind. */
  file: knowledgeFileSchema,
  /** Its settings. @default the knowledge base's own */
  data: v.optional(documentSettingsSchema),
});

/** What `documents.createByFile` takes. */
export interface CreateDocumentByFile extends OutputOf<typeof createDocumentByFileSchema> {}

export const updateDocumentSchema = v.pipe(
  closedObject({
    dataset_id: uuidSchema,
    document_id: uuidSchema,
    /** Takes the place of the document's file. */
    file: v.optional(knowledgeFileSchema),
    /** Send the document's own `doc_form` too: left out, it becomes `text_model`. */
    data: v.optional(documentSettingsSchema),
  }),
  checkField(
    ({ file, data }) => file !== undefined || data?.process_rule !== undefined,
    'a File or Blob, unless data has a process_rule: a document cannot be renamed alone',
    ['file'],
  ),
);

/** What `documents.update` and `documents.updateByFile` take. */
export interface UpdateDocument extends OutputOf<typeof updateDocumentSchema> {}

export const updateDocumentByTextSchema = v.pipe(
  closedObject({
    dataset_id: uuidSchema,
    document_id: uuidSchema,
    /** Needed with a `text`. */
    name: v.optional(v.pipe(v.string(), v.minLength(1))),
    /** The whole new text. */
    text: v.optional(v.pipe(v.string(), v.minLength(1))),
    /** @default the document's own */
    process_rule: v.optional(processRuleSchema),
    /** Send the document's own: it can not be changed. @default 'text_model' */
    doc_form: v.optional(docFormSchema),
    /** Send the document's own. @default 'English' */
    doc_language: v.optional(v.string()),
    retrieval_model: v.optional(retrievalModelSchema),
  }),
  checkField(({ name, text }) => text === undefined || name !== undefined, "the document's name, as there is a text", [
    'name',
  ]),
  checkField(
    ({ text, process_rule }) => text !== undefined || process_rule !== undefined,
    'the whole new text, unless there is a process_rule: a document cannot be renamed alone',
    ['text'],
  ),
);

/** What `documents.updateByText` takes. */
export interface UpdateDocumentByText extends OutputOf<typeof updateDocumentByTextSchema> {}

export const deleteDocumentSchema = closedObject({ dataset_id: uuidSchema, document_id: uuidSchema });

/** What `documents.delete` takes. */
export interface DeleteDocument extends OutputOf<typeof deleteDocumentSchema> {}

export const downloadDocumentSchema = closedObject({ dataset_id: uuidSchema, document_id: uuidSchema });

/** What `documents.download` takes. */
export interface DownloadDocument extends OutputOf<typeof downloadDocumentSchema> {}

export const downloadDocumentsSchema = closedObject({
  dataset_id: uuidSchema,
  /** 1 to 100. */
  document_ids: v.pipe(v.array(uuidSchema), v.minLength(1), v.maxLength(100)),
});

/** What `documents.downloadZip` takes. */
export interface DownloadDocuments extends OutputOf<typeof downloadDocumentsSchema> {}

export const getIndexingStatusSchema = closedObject({
  dataset_id: uuidSchema,
  /** What creating or updating answered; not a document's id. */
  batch: identifierSchema,
});

/** What `documents.indexingStatus` takes. */
export interface GetIndexingStatus extends OutputOf<typeof getIndexingStatusSchema> {}

export const setDocumentStatusSchema = closedObject({
  dataset_id: uuidSchema,
  action: v.picklist(['enable', 'disable', 'archive', 'un_archive']),
  /** Unknown ones are passed over. */
  document_ids: v.array(uuidSchema),
});

/** What `documents.setStatus` takes. */
export interface SetDocumentStatus extends OutputOf<typeof setDocumentStatusSchema> {}

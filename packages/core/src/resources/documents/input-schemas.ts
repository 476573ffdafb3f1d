import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { identifierSchema, uuidSchema } from '../../schemas/identifier.ts';
import { documentSettingsSchema } from '../../schemas/knowledge-document-settings.ts';
import { embeddingModelCheck, embeddingProviderCheck } from '../../schemas/knowledge-embedding-pair.ts';
import { knowledgeFileSchema } from '../../schemas/knowledge-file.ts';
import { docFormSchema, indexingTechniqueSchema } from '../../schemas/knowledge-indexing.ts';
import { processRuleSchema } from '../../schemas/knowledge-process-rule.ts';
import { retrievalModelSchema } from '../../schemas/knowledge-retrieval-model.ts';
import { limitSchema } from '../../schemas/limit.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

export const listDocumentsSchema = z.strictObject({
  dataset_id: uuidSchema,
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
  /** Looks into names, their case as it is; `%` and `_` are wildcards. */
  keyword: z.optional(z.string()),
  /** `completed` includes disabled and archived ones. */
  status: z.optional(
    z.enum(['queuing', 'indexing', 'paused', 'error', 'available', 'disabled', 'archived', 'completed']),
  ),
});

/** What `documents.list` takes. */
export interface ListDocuments extends z.infer<typeof listDocumentsSchema> {}

export const getDocumentSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  /** Everything, `id`, `doc_type` and `doc_metadata` alone, or all but the last two. @default 'all' */
  metadata: z.optional(z.enum(['all', 'only', 'without'])),
});

/** What `documents.get` takes. */
export interface GetDocument extends z.infer<typeof getDocumentSchema> {}

export const createDocumentByTextSchema = checked(
  z.strictObject({
    dataset_id: uuidSchema,
    name: z.string(),
    text: z.string(),
    /** Needed on every call, also when the knowledge base has one. */
    indexing_technique: indexingTechniqueSchema,
    /** @default 'text_model' */
    doc_form: z.optional(docFormSchema),
    /** The language of the questions that `qa_model` makes. @default 'English' */
    doc_language: z.optional(z.string()),
    /** Needed for a knowledge base's first document; later ones take the last rule. */
    process_rule: z.optional(processRuleSchema),
    /** How the knowledge base is searched, set with its first document. */
    retrieval_model: z.optional(retrievalModelSchema),
    /** E.g. `text-embedding-3-small`; goes with its provider. */
    embedding_model: z.optional(z.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: z.optional(z.string()),
    /** A document that the new one takes the place of. */
    original_document_id: z.optional(uuidSchema),
  }),
  embeddingProviderCheck,
  embeddingModelCheck,
);

/** What `documents.createByText` takes. */
export interface CreateDocumentByText extends z.infer<typeof createDocumentByTextSchema> {}

export const createDocumentByFileSchema = z.strictObject({
  dataset_id: uuidSchema,
  /** With a name whose extension tells its kind. */
  file: knowledgeFileSchema,
  /** Its settings. @default the knowledge base's own */
  data: z.optional(documentSettingsSchema),
});

/** What `documents.createByFile` takes. */
export interface CreateDocumentByFile extends z.infer<typeof createDocumentByFileSchema> {}

export const updateDocumentSchema = checked(
  z.strictObject({
    dataset_id: uuidSchema,
    document_id: uuidSchema,
    /** Takes the place of the document's file. */
    file: z.optional(knowledgeFileSchema),
    /** Send the document's own `doc_form` too: left out, it becomes `text_model`. */
    data: z.optional(documentSettingsSchema),
  }),
  z.refine(({ file, data }) => file !== undefined || data?.process_rule !== undefined, {
    error: 'a File or Blob, unless data has a process_rule: a document cannot be renamed alone',
    path: ['file'],
  }),
);

/** What `documents.update` and `documents.updateByFile` take. */
export interface UpdateDocument extends z.infer<typeof updateDocumentSchema> {}

export const updateDocumentByTextSchema = checked(
  z.strictObject({
    dataset_id: uuidSchema,
    document_id: uuidSchema,
    /** Needed with a `text`. */
    name: z.optional(checked(z.string(), z.minLength(1))),
    /** The whole new text. */
    text: z.optional(checked(z.string(), z.minLength(1))),
    /** @default the document's own */
    process_rule: z.optional(processRuleSchema),
    /** Send the document's own: it can not be changed. @default 'text_model' */
    doc_form: z.optional(docFormSchema),
    /** Send the document's own. @default 'English' */
    doc_language: z.optional(z.string()),
    retrieval_model: z.optional(retrievalModelSchema),
  }),
  z.refine(({ name, text }) => text === undefined || name !== undefined, {
    error: "the document's name, as there is a text",
    path: ['name'],
  }),
  z.refine(({ text, process_rule }) => text !== undefined || process_rule !== undefined, {
    error: 'the whole new text, unless there is a process_rule: a document cannot be renamed alone',
    path: ['text'],
  }),
);

/** What `documents.updateByText` takes. */
export interface UpdateDocumentByText extends z.infer<typeof updateDocumentByTextSchema> {}

export const deleteDocumentSchema = z.strictObject({ dataset_id: uuidSchema, document_id: uuidSchema });

/** What `documents.delete` takes. */
export interface DeleteDocument extends z.infer<typeof deleteDocumentSchema> {}

export const downloadDocumentSchema = z.strictObject({ dataset_id: uuidSchema, document_id: uuidSchema });

/** What `documents.download` takes. */
export interface DownloadDocument extends z.infer<typeof downloadDocumentSchema> {}

export const downloadDocumentsSchema = z.strictObject({
  dataset_id: uuidSchema,
  /** 1 to 100. */
  document_ids: checked(z.array(uuidSchema), z.minLength(1), z.maxLength(100)),
});

/** What `documents.downloadZip` takes. */
export interface DownloadDocuments extends z.infer<typeof downloadDocumentsSchema> {}

export const getIndexingStatusSchema = z.strictObject({
  dataset_id: uuidSchema,
  /** What creating or updating answered; not a document's id. */
  batch: identifierSchema,
});

/** What `documents.indexingStatus` takes. */
export interface GetIndexingStatus extends z.infer<typeof getIndexingStatusSchema> {}

export const setDocumentStatusSchema = z.strictObject({
  dataset_id: uuidSchema,
  action: z.enum(['enable', 'disable', 'archive', 'un_archive']),
  /** Unknown ones are passed over. */
  document_ids: z.array(uuidSchema),
});

/** What `documents.setStatus` takes. */
export interface SetDocumentStatus extends z.infer<typeof setDocumentStatusSchema> {}

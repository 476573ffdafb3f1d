import * as z from 'zod/mini';
import { storedProcessRuleSchema } from '../../schemas/knowledge-process-rule.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));
const boolean = z.optional(z.nullable(z.boolean()));

const documentMetadataSchema = z.looseObject({
  /** A UUID; `built-in` for the fields that Dify fills itself. */
  id: text,
  name: z.string(),
  /** `string`, `number` or `time`. Open. */
  type: text,
  /** Times are Unix seconds: numbers in own fields, text such as `"1795377500.03"` in built-in ones. */
  value: z.optional(z.nullable(z.union([z.string(), z.number()]))),
});

/** A value of a document's metadata. */
export interface DocumentMetadata extends z.infer<typeof documentMetadataSchema> {}

const metadataSchema = z.optional(z.nullable(z.array(documentMetadataSchema)));
const record = z.optional(z.nullable(z.record(z.string(), z.unknown())));

export const documentSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  /** Its place in the knowledge base, from 1. */
  position: number,
  /** `upload_file`, `notion_import`, `website_crawl`, `local_file`, `online_document`, `online_drive`. Open. */
  data_source_type: text,
  /** Where it comes from: for a file `{ upload_file_id }`. Its shape depends on the source. */
  data_source_info: record,
  /** The source in full: for a file `{ upload_file: { id, name, size, extension, mime_type, … } }`. */
  data_source_detail_dict: record,
  dataset_process_rule_id: text,
  name: z.string(),
  /** `api`, `web` or `rag-pipeline`. Open. */
  created_from: text,
  /** An account, a UUID. */
  created_by: text,
  /** Unix time in seconds. */
  created_at: z.number(),
  /** `null` until it is indexed. */
  tokens: number,
  /** `waiting`, `parsing`, `cleaning`, `splitting`, `indexing`, then `completed`; or `error`, `paused`. Open. */
  indexing_status: z.string(),
  /** Why the indexing failed. */
  error: text,
  enabled: z.boolean(),
  /** Unix time in seconds. */
  disabled_at: number,
  /** An account, a UUID. */
  disabled_by: text,
  /** An archived document stays `enabled`, and is not searched. */
  archived: z.boolean(),
  /** `queuing`, `indexing`, `paused`, `error`, `available`, `disabled` or `archived`. Open. */
  display_status: text,
  /** `null` until it is parsed. */
  word_count: number,
  /** How often its chunks were found. */
  hit_count: number,
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
  doc_metadata: metadataSchema,
  /** `SUMMARIZING` while it is summed up. Open. */
  summary_index_status: text,
  need_summary: boolean,
});

/** A document of a knowledge base. */
export interface DatasetDocument extends z.infer<typeof documentSchema> {}

export const documentDetailSchema = z.looseObject({
  /** UUID. The only field that is always there, with `doc_type` and `doc_metadata` for `metadata: 'only'`. */
  id: z.string(),
  /** Its place in the knowledge base, from 1. */
  position: number,
  /** `upload_file`, `notion_import`, `website_crawl`, `local_file`, `online_document`, `online_drive`. Open. */
  data_source_type: text,
  /** Where it comes from: for a file `{ upload_file: { id, name, size, … } }`. Its shape depends on the source. */
  data_source_info: record,
  dataset_process_rule_id: text,
  /** The knowledge base's last rule. */
  dataset_process_rule: z.optional(z.nullable(storedProcessRuleSchema)),
  /** The rule that this document was cut by. */
  document_process_rule: z.optional(z.nullable(storedProcessRuleSchema)),
  name: text,
  /** `api`, `web` or `rag-pipeline`. Open. */
  created_from: text,
  /** An account, a UUID. */
  created_by: text,
  /** Unix time in seconds. */
  created_at: number,
  tokens: number,
  /** `waiting`, `parsing`, `cleaning`, `splitting`, `indexing`, then `completed`; or `error`, `paused`. Open. */
  indexing_status: text,
  /** Unix time in seconds. */
  completed_at: number,
  /** Unix time in seconds. */
  updated_at: number,
  /** Seconds. */
  indexing_latency: number,
  /** Why the indexing failed. */
  error: text,
  enabled: boolean,
  /** Unix time in seconds. */
  disabled_at: number,
  /** An account, a UUID. */
  disabled_by: text,
  archived: boolean,
  /** `book`, `web_page`, `paper`, … Open. Left out for `metadata: 'without'`. */
  doc_type: text,
  /** Left out for `metadata: 'without'`. */
  doc_metadata: metadataSchema,
  /** Chunks. */
  segment_count: number,
  /** Characters. */
  average_segment_length: number,
  hit_count: number,
  /** `queuing`, `indexing`, `paused`, `error`, `available`, `disabled` or `archived`. Open. */
  display_status: text,
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
  doc_language: text,
  /** `SUMMARIZING` while it is summed up. Open. */
  summary_index_status: text,
  need_summary: boolean,
});

/** A document with its rules and counts. */
export interface DocumentDetail extends z.infer<typeof documentDetailSchema> {}

export const writtenDocumentSchema = z.looseObject({
  /** As it is right after: not indexed yet. */
  document: documentSchema,
  /** What `documents.indexingStatus` and `documents.waitUntilIndexed` ask for. */
  batch: z.string(),
});

/** A document that was created or replaced; it is indexed in the background. */
export interface WrittenDocument extends z.infer<typeof writtenDocumentSchema> {}

const documentIndexingSchema = z.looseObject({
  /** The document's id, a UUID. */
  id: z.string(),
  /** `waiting`, `parsing`, `cleaning`, `splitting`, `indexing`, then `completed`; or `error`, `paused`. Open. */
  indexing_status: z.string(),
  /** Unix time in seconds, as all of these. */
  processing_started_at: number,
  parsing_completed_at: number,
  cleaning_completed_at: number,
  splitting_completed_at: number,
  completed_at: number,
  paused_at: number,
  /** Why the indexing failed. */
  error: text,
  stopped_at: number,
  /** Chunks that are indexed. */
  completed_segments: number,
  /** Chunks in all; 0 until the text is cut. */
  total_segments: number,
});

/** How far the indexing of a document has come. */
export interface DocumentIndexing extends z.infer<typeof documentIndexingSchema> {}

export const indexingStatusSchema = z.looseObject({ data: z.array(documentIndexingSchema) });

/** How far the indexing of a batch has come. */
export interface BatchIndexing extends z.infer<typeof indexingStatusSchema> {}

export const downloadLinkSchema = z.looseObject({
  /** Signed; expires after minutes. */
  url: z.string(),
});

/** Where a document's file can be loaded from. */
export interface DownloadLink extends z.infer<typeof downloadLinkSchema> {}

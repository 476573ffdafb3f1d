import * as v from 'valibot';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { storedProcessRuleSchema } from '../../schemas/knowledge-process-rule.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));
const boolean = v.optional(v.nullable(v.boolean()));

const documentMetadataSchema = openObject({
  /** A UUID; `built-in` for the fields that Dify fills itself. */
  id: text,
  name: v.string(),
  /** `string`, `number` or `time`. Open. */
  type: text,
  /** Times are Unix seconds: numbers in own fields, text such as `"1795377500.03"` in built-in ones. */
  value: v.optional(v.nullable(v.union([v.string(), finiteNumber()]))),
});

/** A value of a document's metadata. */
export interface DocumentMetadata extends OutputOf<typeof documentMetadataSchema> {}

const metadataSchema = v.optional(v.nullable(v.array(documentMetadataSchema)));
const record = v.optional(v.nullable(dictionary(v.string(), v.unknown())));

export const documentSchema = openObject({
  /** UUID. */
  id: v.string(),
  /** Its place in the knowledge base, from 1. */
  position: number,
  /** `upload_file`, `notion_import`, `website_crawl`, `local_file`, `online_document`, `online_drive`. Open. */
  data_source_type: text,
  /** Where it comes from: for a file `{ upload_file_id }`. Its shape depends on the source. */
  data_source_info: record,
  /** The source in full: for a file `{ upload_file: { id, name, size, extension, mime_type, … } }`. */
  data_source_detail_dict: record,
  dataset_process_rule_id: text,
  name: v.string(),
  /** `api`, `web` or `rag-pipeline`. Open. */
  created_from: text,
  /** An account, a UUID. */
  created_by: text,
  /** Unix time in seconds. */
  created_at: finiteNumber(),
  /** `null` until it is indexed. */
  tokens: number,
  /** `waiting`, `parsing`, `cleaning`, `splitting`, `indexing`, then `completed`; or `error`, `paused`. Open. */
  indexing_status: v.string(),
  /** Why the indexing failed. */
  error: text,
  enabled: v.boolean(),
  /** Unix time in seconds. */
  disabled_at: number,
  /** An account, a UUID. */
  disabled_by: text,
  /** An archived document stays `enabled`, and is not searched. */
  archived: v.boolean(),
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
export interface DatasetDocument extends OutputOf<typeof documentSchema> {}

export const documentDetailSchema = openObject({
  /** UUID. The only field that is always there, with `doc_type` and `doc_metadata` for `metadata: 'only'`. */
  id: v.string(),
  /** Its place in the knowledge base, from 1. */
  position: number,
  /** `upload_file`, `notion_import`, `website_crawl`, `local_file`, `online_document`, `online_drive`. Open. */
  data_source_type: text,
  /** Where it comes from: for a file `{ upload_file: { id, name, size, … } }`. Its shape depends on the source. */
  data_source_info: record,
  dataset_process_rule_id: text,
  /** The knowledge base's last rule. */
  dataset_process_rule: v.optional(v.nullable(storedProcessRuleSchema)),
  /** The rule that this document was cut by. */
  document_process_rule: v.optional(v.nullable(storedProcessRuleSchema)),
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
export interface DocumentDetail extends OutputOf<typeof documentDetailSchema> {}

export const writtenDocumentSchema = openObject({
  /** As it is right after: not indexed yet. */
  document: documentSchema,
  /** What `documents.indexingStatus` and `documents.waitUntilIndexed` ask for. */
  batch: v.string(),
});

/** A document that was created or replaced; it is indexed in the background. */
export interface WrittenDocument extends OutputOf<typeof writtenDocumentSchema> {}

const documentIndexingSchema = openObject({
  /** The document's id, a UUID. */
  id: v.string(),
  /** `waiting`, `parsing`, `cleaning`, `splitting`, `indexing`, then `completed`; or `error`, `paused`. Open. */
  indexing_status: v.string(),
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
export interface DocumentIndexing extends OutputOf<typeof documentIndexingSchema> {}

export const indexingStatusSchema = openObject({ data: v.array(documentIndexingSchema) });

/** How far the indexing of a batch has come. */
export interface BatchIndexing extends OutputOf<typeof indexingStatusSchema> {}

export const downloadLinkSchema = openObject({
  /** Signed; expires after minutes. */
  url: v.string(),
});

/** Where a document's file can be loaded from. */
export interface DownloadLink extends OutputOf<typeof downloadLinkSchema> {}

import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { NumberPage } from '../../schemas/number-page.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';
import { childChunkSchema } from '../child-chunks/schemas.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));

const attachmentSchema = openObject({
  id: text,
  name: text,
  /** Bytes. */
  size: number,
  /** Without a dot. */
  extension: text,
  mime_type: text,
  /** Signed; expires after minutes. */
  source_url: text,
});

/** An image that belongs to a chunk. */
export interface SegmentAttachment extends OutputOf<typeof attachmentSchema> {}

const segmentSchema = openObject({
  /** UUID. */
  id: v.string(),
  /** Its place in the document, from 1. */
  position: number,
  document_id: text,
  content: v.string(),
  /** The content with signed addresses of its files. */
  sign_content: text,
  /** In documents of questions and answers; `content` is the question then. */
  answer: text,
  word_count: number,
  tokens: number,
  keywords: v.optional(v.nullable(v.array(v.string()))),
  index_node_id: text,
  index_node_hash: text,
  /** How often it was found. */
  hit_count: number,
  enabled: v.boolean(),
  /** Unix time in seconds. */
  disabled_at: number,
  /** An account, a UUID. */
  disabled_by: text,
  /** `waiting`, `indexing`, `completed`, `error`, `paused` or `re_segment`. Open. */
  status: v.string(),
  /** An account, a UUID. */
  created_by: text,
  /** Unix time in seconds. */
  created_at: number,
  /** Unix time in seconds. */
  updated_at: number,
  /** An account, a UUID. */
  updated_by: text,
  /** Unix time in seconds. */
  indexing_at: number,
  /** Unix time in seconds. */
  completed_at: number,
  /** Why the indexing failed. */
  error: text,
  /** Unix time in seconds. */
  stopped_at: number,
  /** In documents of parents and children. */
  child_chunks: v.optional(v.nullable(v.array(childChunkSchema))),
  attachments: v.optional(v.nullable(v.array(attachmentSchema))),
  summary: text,
});

/** A chunk of a document. */
export interface Segment extends OutputOf<typeof segmentSchema> {}

export const segmentPageSchema = openObject({
  data: v.array(segmentSchema),
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
  has_more: v.boolean(),
  limit: finiteNumber(),
  total: finiteNumber(),
  page: finiteNumber(),
});

/** A page of a document's chunks. */
export interface SegmentPage extends NumberPage<Segment> {
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form?: string | null | undefined;
}

export const segmentAnswerSchema = openObject({
  data: segmentSchema,
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
});

/** One chunk, and how its document is cut. */
export interface SegmentAnswer extends OutputOf<typeof segmentAnswerSchema> {}

export const createdSegmentsSchema = openObject({
  data: v.array(segmentSchema),
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
});

/** Chunks that were added, and how their document is cut. */
export interface CreatedSegments extends OutputOf<typeof createdSegmentsSchema> {}

export const listSegmentsSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
  /** Only those that are in one of these states. @default all */
  status: v.optional(v.array(v.picklist(['waiting', 'indexing', 'completed', 'error', 'paused', 're_segment']))),
  /** Looks into contents. */
  keyword: v.optional(v.string()),
});

/** What `segments.list` takes. */
export interface ListSegments extends OutputOf<typeof listSegmentsSchema> {}

export const getSegmentSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
});

/** What `segments.get` takes. */
export interface GetSegment extends OutputOf<typeof getSegmentSchema> {}

const attachmentsSchema = v.pipe(v.array(uuidSchema), v.maxLength(10));

const newSegmentSchema = closedObject({
  /** Not blank. */
  content: v.pipe(v.string(), v.regex(/\S/, 'text that is not blank')),
  /** Needed in documents of questions and answers; `content` is the question then. */
  answer: v.optional(v.nullable(v.string())),
  /** @default words of the content, with `economy` */
  keywords: v.optional(v.nullable(v.array(v.string()))),
  /** Uploaded images, UUIDs, 10 at most. */
  attachment_ids: v.optional(v.nullable(attachmentsSchema)),
});

/** A chunk to add. */
export interface NewSegment extends OutputOf<typeof newSegmentSchema> {}

export const createSegmentsSchema = closedObject({
  dataset_id: uuidSchema,
  /** Completed and enabled. */
  document_id: uuidSchema,
  /** At least one. */
  segments: v.pipe(v.array(newSegmentSchema), v.minLength(1)),
});

/** What `segments.create` takes. */
export interface CreateSegments extends OutputOf<typeof createSegmentsSchema> {}

const segmentChangesSchema = closedObject({
  content: v.optional(v.nullable(v.string())),
  /** In documents of questions and answers. Send it with every change: left out, it is lost. */
  answer: v.optional(v.nullable(v.string())),
  /** An empty list changes nothing. */
  keywords: v.optional(v.nullable(v.array(v.string()))),
  /** A chunk that is disabled can only be changed together with `enabled: true`. */
  enabled: v.optional(v.nullable(v.boolean())),
  /** Cuts the children anew, and loses those written by hand. @default false */
  regenerate_child_chunks: v.optional(v.boolean()),
  /** Uploaded images, UUIDs, 10 at most. */
  attachment_ids: v.optional(v.nullable(attachmentsSchema)),
  summary: v.optional(v.nullable(v.string())),
});

/** What is to change of a chunk. */
export interface SegmentChanges extends OutputOf<typeof segmentChangesSchema> {}

export const updateSegmentSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  segment: segmentChangesSchema,
});

/** What `segments.update` takes. */
export interface UpdateSegment extends OutputOf<typeof updateSegmentSchema> {}

export const deleteSegmentSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
});

/** What `segments.delete` takes. */
export interface DeleteSegment extends OutputOf<typeof deleteSegmentSchema> {}

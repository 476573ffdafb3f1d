import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { NumberPage } from '../../schemas/number-page.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';
import { childChunkSchema } from '../child-chunks/schemas.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

const attachmentSchema = z.looseObject({
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
export interface SegmentAttachment extends z.infer<typeof attachmentSchema> {}

const segmentSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  /** Its place in the document, from 1. */
  position: number,
  document_id: text,
  content: z.string(),
  /** The content with signed addresses of its files. */
  sign_content: text,
  /** In documents of questions and answers; `content` is the question then. */
  answer: text,
  word_count: number,
  tokens: number,
  keywords: z.optional(z.nullable(z.array(z.string()))),
  index_node_id: text,
  index_node_hash: text,
  /** How often it was found. */
  hit_count: number,
  enabled: z.boolean(),
  /** Unix time in seconds. */
  disabled_at: number,
  /** An account, a UUID. */
  disabled_by: text,
  /** `waiting`, `indexing`, `completed`, `error`, `paused` or `re_segment`. Open. */
  status: z.string(),
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
  child_chunks: z.optional(z.nullable(z.array(childChunkSchema))),
  attachments: z.optional(z.nullable(z.array(attachmentSchema))),
  summary: text,
});

/** A chunk of a document. */
export interface Segment extends z.infer<typeof segmentSchema> {}

export const segmentPageSchema = z.looseObject({
  data: z.array(segmentSchema),
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
  has_more: z.boolean(),
  limit: z.number(),
  total: z.number(),
  page: z.number(),
});

/** A page of a document's chunks. */
export interface SegmentPage extends NumberPage<Segment> {
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form?: string | null | undefined;
}

export const segmentAnswerSchema = z.looseObject({
  data: segmentSchema,
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
});

/** One chunk, and how its document is cut. */
export interface SegmentAnswer extends z.infer<typeof segmentAnswerSchema> {}

export const createdSegmentsSchema = z.looseObject({
  data: z.array(segmentSchema),
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. */
  doc_form: text,
});

/** Chunks that were added, and how their document is cut. */
export interface CreatedSegments extends z.infer<typeof createdSegmentsSchema> {}

export const listSegmentsSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
  /** Only those that are in one of these states. @default all */
  status: z.optional(z.array(z.enum(['waiting', 'indexing', 'completed', 'error', 'paused', 're_segment']))),
  /** Looks into contents. */
  keyword: z.optional(z.string()),
});

/** What `segments.list` takes. */
export interface ListSegments extends z.infer<typeof listSegmentsSchema> {}

export const getSegmentSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
});

/** What `segments.get` takes. */
export interface GetSegment extends z.infer<typeof getSegmentSchema> {}

const attachmentsSchema = checked(z.array(uuidSchema), z.maxLength(10));

const newSegmentSchema = z.strictObject({
  /** Not blank. */
  content: checked(z.string(), z.regex(/\S/, 'text that is not blank')),
  /** Needed in documents of questions and answers; `content` is the question then. */
  answer: z.optional(z.nullable(z.string())),
  /** @default words of the content, with `economy` */
  keywords: z.optional(z.nullable(z.array(z.string()))),
  /** Uploaded images, UUIDs, 10 at most. */
  attachment_ids: z.optional(z.nullable(attachmentsSchema)),
});

/** A chunk to add. */
export interface NewSegment extends z.infer<typeof newSegmentSchema> {}

export const createSegmentsSchema = z.strictObject({
  dataset_id: uuidSchema,
  /** Completed and enabled. */
  document_id: uuidSchema,
  /** At least one. */
  segments: checked(z.array(newSegmentSchema), z.minLength(1)),
});

/** What `segments.create` takes. */
export interface CreateSegments extends z.infer<typeof createSegmentsSchema> {}

const segmentChangesSchema = z.strictObject({
  content: z.optional(z.nullable(z.string())),
  /** In documents of questions and answers. Send it with every change: left out, it is lost. */
  answer: z.optional(z.nullable(z.string())),
  /** An empty list changes nothing. */
  keywords: z.optional(z.nullable(z.array(z.string()))),
  /** A chunk that is disabled can only be changed together with `enabled: true`. */
  enabled: z.optional(z.nullable(z.boolean())),
  /** Cuts the children anew, and loses those written by hand. @default false */
  regenerate_child_chunks: z.optional(z.boolean()),
  /** Uploaded images, UUIDs, 10 at most. */
  attachment_ids: z.optional(z.nullable(attachmentsSchema)),
  summary: z.optional(z.nullable(z.string())),
});

/** What is to change of a chunk. */
export interface SegmentChanges extends z.infer<typeof segmentChangesSchema> {}

export const updateSegmentSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  segment: segmentChangesSchema,
});

/** What `segments.update` takes. */
export interface UpdateSegment extends z.infer<typeof updateSegmentSchema> {}

export const deleteSegmentSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
});

/** What `segments.delete` takes. */
export interface DeleteSegment extends z.infer<typeof deleteSegmentSchema> {}

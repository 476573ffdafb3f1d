import * as z from 'zod/mini';
import { uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

export const childChunkSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  /** Its parent, a UUID. */
  segment_id: text,
  content: z.string(),
  /** Its place in the parent, from 1. */
  position: number,
  word_count: number,
  /** `automatic`, or `customized` when written by hand. Open. */
  type: text,
  /** Unix time in seconds. */
  created_at: number,
  /** Unix time in seconds. */
  updated_at: number,
});

/** A piece of a chunk: what is searched in documents of parents and children. */
export interface ChildChunk extends z.infer<typeof childChunkSchema> {}

export const childChunkPageSchema = z.looseObject({
  data: z.array(childChunkSchema),
  /** Rows on all pages. */
  total: z.number(),
  total_pages: number,
  /** From 1. */
  page: z.number(),
  /** The page size, 100 at most. */
  limit: z.number(),
});

/** A page of a chunk's children. */
export interface ChildChunkPage extends z.infer<typeof childChunkPageSchema> {}

export const childChunkAnswerSchema = z.looseObject({ data: childChunkSchema });

/** One child of a chunk. */
export interface ChildChunkAnswer extends z.infer<typeof childChunkAnswerSchema> {}

export const listChildChunksSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
  /** Looks into contents. */
  keyword: z.optional(z.string()),
});

/** What `childChunks.list` takes. */
export interface ListChildChunks extends z.infer<typeof listChildChunksSchema> {}

export const createChildChunkSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  content: z.string(),
});

/** What `childChunks.create` takes. */
export interface CreateChildChunk extends z.infer<typeof createChildChunkSchema> {}

export const updateChildChunkSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  child_chunk_id: uuidSchema,
  content: z.string(),
});

/** What `childChunks.update` takes. */
export interface UpdateChildChunk extends z.infer<typeof updateChildChunkSchema> {}

export const deleteChildChunkSchema = z.strictObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  child_chunk_id: uuidSchema,
});

/** What `childChunks.delete` takes. */
export interface DeleteChildChunk extends z.infer<typeof deleteChildChunkSchema> {}

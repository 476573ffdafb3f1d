import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));

export const childChunkSchema = openObject({
  /** UUID. */
  id: v.string(),
  /** Its parent, a UUID. */
  segment_id: text,
  content: v.string(),
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
export interface ChildChunk extends OutputOf<typeof childChunkSchema> {}

export const childChunkPageSchema = openObject({
  data: v.array(childChunkSchema),
  /** Rows on all pages. */
  total: finiteNumber(),
  total_pages: number,
  /** From 1. */
  page: finiteNumber(),
  /** The page size, 100 at most. */
  limit: finiteNumber(),
});

/** A page of a chunk's children. */
export interface ChildChunkPage extends OutputOf<typeof childChunkPageSchema> {}

export const childChunkAnswerSchema = openObject({ data: childChunkSchema });

/** One child of a chunk. */
export interface ChildChunkAnswer extends OutputOf<typeof childChunkAnswerSchema> {}

export const listChildChunksSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
  /** Looks into contents. */
  keyword: v.optional(v.string()),
});

/** What `childChunks.list` takes. */
export interface ListChildChunks extends OutputOf<typeof listChildChunksSchema> {}

export const createChildChunkSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  content: v.string(),
});

/** What `childChunks.create` takes. */
export interface CreateChildChunk extends OutputOf<typeof createChildChunkSchema> {}

export const updateChildChunkSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  child_chunk_id: uuidSchema,
  content: v.string(),
});

/** What `childChunks.update` takes. */
export interface UpdateChildChunk extends OutputOf<typeof updateChildChunkSchema> {}

export const deleteChildChunkSchema = closedObject({
  dataset_id: uuidSchema,
  document_id: uuidSchema,
  segment_id: uuidSchema,
  child_chunk_id: uuidSchema,
});

/** What `childChunks.delete` takes. */
export interface DeleteChildChunk extends OutputOf<typeof deleteChildChunkSchema> {}

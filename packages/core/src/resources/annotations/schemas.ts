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

export const annotationSchema = openObject({
  /** UUID. */
  id: v.string(),
  question: text,
  answer: text,
  /** How often it was the answer. */
  hit_count: number,
  /** Unix time in seconds. */
  created_at: number,
});

/** A question with a fixed answer, which the app gives instead of asking its model. */
export interface Annotation extends OutputOf<typeof annotationSchema> {}

export const listAnnotationsSchema = closedObject({
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
  /** Looks into questions and answers. */
  keyword: v.optional(v.string()),
});

/** What `annotations.list` takes. */
export interface ListAnnotations extends OutputOf<typeof listAnnotationsSchema> {}

export const createAnnotationSchema = closedObject({ question: v.string(), answer: v.string() });

/** What `annotations.create` takes. */
export interface CreateAnnotation extends OutputOf<typeof createAnnotationSchema> {}

export const updateAnnotationSchema = closedObject({
  annotation_id: uuidSchema,
  question: v.string(),
  answer: v.string(),
});

/** What `annotations.update` takes. */
export interface UpdateAnnotation extends OutputOf<typeof updateAnnotationSchema> {}

export const deleteAnnotationSchema = closedObject({ annotation_id: uuidSchema });

/** What `annotations.delete` takes. */
export interface DeleteAnnotation extends OutputOf<typeof deleteAnnotationSchema> {}

export const configureAnnotationReplySchema = closedObject({
  action: v.picklist(['enable', 'disable']),
  /** How near a question must be, 0 to 1. Needed for `disable` too. */
  score_threshold: v.pipe(finiteNumber(), v.minValue(0), v.maxValue(1)),
  /** E.g. `langgenius/openai/openai`. Needed for `disable` too. */
  embedding_provider_name: v.pipe(v.string(), v.minLength(1)),
  /** E.g. `text-embedding-3-large`. Needed for `disable` too. */
  embedding_model_name: v.pipe(v.string(), v.minLength(1)),
});

/** What `annotations.configureReply` takes. */
export interface ConfigureAnnotationReply extends OutputOf<typeof configureAnnotationReplySchema> {}

export const getAnnotationReplyStatusSchema = closedObject({
  /** The one that the job was started with. */
  action: v.picklist(['enable', 'disable']),
  job_id: uuidSchema,
});

/** What `annotations.replyStatus` takes. */
export interface GetAnnotationReplyStatus extends OutputOf<typeof getAnnotationReplyStatusSchema> {}

export const annotationReplyJobSchema = openObject({
  /** UUID. */
  job_id: v.string(),
  /** `waiting`, `processing`, `completed` or `error`. Open. */
  job_status: v.string(),
  /** Why it failed; empty or absent unless `job_status` is `error`. */
  error_msg: text,
});

/** A job that switches the annotation reply on or off. */
export interface AnnotationReplyJob extends OutputOf<typeof annotationReplyJobSchema> {}

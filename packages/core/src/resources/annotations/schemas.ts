import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

export const annotationSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  question: text,
  answer: text,
  /** How often it was the answer. */
  hit_count: number,
  /** Unix time in seconds. */
  created_at: number,
});

/** A question with a fixed answer, which the app gives instead of asking its model. */
export interface Annotation extends z.infer<typeof annotationSchema> {}

export const listAnnotationsSchema = z.strictObject({
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
  /** Looks into questions and answers. */
  keyword: z.optional(z.string()),
});

/** What `annotations.list` takes. */
export interface ListAnnotations extends z.infer<typeof listAnnotationsSchema> {}

export const createAnnotationSchema = z.strictObject({ question: z.string(), answer: z.string() });

/** What `annotations.create` takes. */
export interface CreateAnnotation extends z.infer<typeof createAnnotationSchema> {}

export const updateAnnotationSchema = z.strictObject({
  annotation_id: uuidSchema,
  question: z.string(),
  answer: z.string(),
});

/** What `annotations.update` takes. */
export interface UpdateAnnotation extends z.infer<typeof updateAnnotationSchema> {}

export const deleteAnnotationSchema = z.strictObject({ annotation_id: uuidSchema });

/** What `annotations.delete` takes. */
export interface DeleteAnnotation extends z.infer<typeof deleteAnnotationSchema> {}

export const configureAnnotationReplySchema = z.strictObject({
  action: z.enum(['enable', 'disable']),
  /** How near a question must be, 0 to 1. Needed for `disable` too. */
  score_threshold: checked(z.number(), z.minimum(0), z.maximum(1)),
  /** E.g. `langgenius/openai/openai`. Needed for `disable` too. */
  embedding_provider_name: checked(z.string(), z.minLength(1)),
  /** E.g. `text-embedding-3-large`. Needed for `disable` too. */
  embedding_model_name: checked(z.string(), z.minLength(1)),
});

/** What `annotations.configureReply` takes. */
export interface ConfigureAnnotationReply extends z.infer<typeof configureAnnotationReplySchema> {}

export const getAnnotationReplyStatusSchema = z.strictObject({
  /** The one that the job was started with. */
  action: z.enum(['enable', 'disable']),
  job_id: uuidSchema,
});

/** What `annotations.replyStatus` takes. */
export interface GetAnnotationReplyStatus extends z.infer<typeof getAnnotationReplyStatusSchema> {}

export const annotationReplyJobSchema = z.looseObject({
  /** UUID. */
  job_id: z.string(),
  /** `waiting`, `processing`, `completed` or `error`. Open. */
  job_status: z.string(),
  /** Why it failed; empty or absent unless `job_status` is `error`. */
  error_msg: text,
});

/** A job that switches the annotation reply on or off. */
export interface AnnotationReplyJob extends z.infer<typeof annotationReplyJobSchema> {}

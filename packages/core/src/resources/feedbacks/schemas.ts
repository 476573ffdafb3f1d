import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = z.optional(z.nullable(z.string()));

export const listFeedbacksSchema = z.strictObject({
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 101. @default 20 */
  limit: z.optional(checked(z.number(), z.int(), z.minimum(1), z.maximum(101))),
});

/** What `feedbacks.list` takes. */
export interface ListFeedbacks extends z.infer<typeof listFeedbacksSchema> {}

const appFeedbackSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  app_id: text,
  conversation_id: text,
  message_id: text,
  /** `like` or `dislike`. Open. */
  rating: text,
  /** Why, in the person's words. */
  content: text,
  /** `user` or `admin`. Open. */
  from_source: text,
  /** The end user who rated, a UUID; `null` for a colleague. */
  from_end_user_id: text,
  /** The colleague who rated, a UUID; `null` for an end user. */
  from_account_id: text,
  /** ISO 8601 without a zone: UTC. */
  created_at: text,
  /** ISO 8601 without a zone: UTC. */
  updated_at: text,
});

/** A rating of one of the app's answers. */
export interface AppFeedback extends z.infer<typeof appFeedbackSchema> {}

export const feedbackPageSchema = z.looseObject({ data: z.array(appFeedbackSchema) });

/** A page of ratings. It tells neither how many there are nor whether there is more: an empty page is the end. */
export interface FeedbackPage extends z.infer<typeof feedbackPageSchema> {}

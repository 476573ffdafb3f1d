import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = v.optional(v.nullable(v.string()));

export const listFeedbacksSchema = closedObject({
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 101. @default 20 */
  limit: v.optional(v.pipe(finiteNumber(), v.safeInteger(), v.minValue(1), v.maxValue(101))),
});

/** What `feedbacks.list` takes. */
export interface ListFeedbacks extends OutputOf<typeof listFeedbacksSchema> {}

const appFeedbackSchema = openObject({
  /** UUID. */
  id: v.string(),
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
export interface AppFeedback extends OutputOf<typeof appFeedbackSchema> {}

export const feedbackPageSchema = openObject({ data: v.array(appFeedbackSchema) });

/** A page of ratings. It tells neither how many there are nor whether there is more: an empty page is the end. */
export interface FeedbackPage extends OutputOf<typeof feedbackPageSchema> {}

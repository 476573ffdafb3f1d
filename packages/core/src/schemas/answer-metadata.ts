import * as v from 'valibot';
import { dictionary } from './dictionary.ts';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';
import { retrieverResourceSchema } from './retriever-resource.ts';
import { usageSchema } from './usage.ts';

const text = v.optional(v.nullable(v.string()));

const annotationReplySchema = openObject({
  /** The annotation's id, a UUID. */
  id: text,
  /** Who wrote it. */
  account: v.optional(v.nullable(openObject({ id: text, name: text }))),
});

export const answerMetadataSchema = openObject({
  /** Set when a stored annotation was the answer and no model ran. */
  annotation_reply: v.optional(v.nullable(annotationReplySchema)),
  retriever_resources: v.optional(v.nullable(v.array(retrieverResourceSchema))),
  /** `null` while a chatflow is paused. */
  usage: v.optional(v.nullable(usageSchema)),
  /** What the models thought, by node id; empty unless the app keeps thinking apart. Since Dify 1.16. */
  reasoning: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
});

/** What an answer rests on and what it cost. */
export interface AnswerMetadata extends OutputOf<typeof answerMetadataSchema> {}

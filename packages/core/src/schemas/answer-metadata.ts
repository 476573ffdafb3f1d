import * as z from 'zod/mini';
import { retrieverResourceSchema } from './retriever-resource.ts';
import { usageSchema } from './usage.ts';

const text = z.optional(z.nullable(z.string()));

const annotationReplySchema = z.looseObject({
  /** The annotation's id, a UUID. */
  id: text,
  /** Who wrote it. */
  account: z.optional(z.nullable(z.looseObject({ id: text, name: text }))),
});

export const answerMetadataSchema = z.looseObject({
  /** Set when a stored annotation was the answer and no model ran. */
  annotation_reply: z.optional(z.nullable(annotationReplySchema)),
  retriever_resources: z.optional(z.nullable(z.array(retrieverResourceSchema))),
  /** `null` while a chatflow is paused. */
  usage: z.optional(z.nullable(usageSchema)),
  /** What the models thought, by node id; empty unless the app keeps thinking apart. Since Dify 1.16. */
  reasoning: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** What an answer rests on and what it cost. */
export interface AnswerMetadata extends z.infer<typeof answerMetadataSchema> {}

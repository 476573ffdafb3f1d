import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

export const retrieverResourceSchema = z.looseObject({
  /** From 1, in the order of the retrieval. */
  position: number,
  dataset_id: text,
  dataset_name: text,
  /** A UUID; the title for external knowledge. */
  document_id: text,
  document_name: text,
  segment_id: text,
  /** The chunk's position in its document; `null` in chat apps. */
  segment_position: number,
  score: number,
  /** The passage itself. */
  content: text,
});

/** A passage of a knowledge base that an answer rests on. */
export interface RetrieverResource extends z.infer<typeof retrieverResourceSchema> {}

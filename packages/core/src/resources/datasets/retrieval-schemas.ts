import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { externalRetrievalModelSchema, retrievalModelSchema } from '../../schemas/knowledge-retrieval-model.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

export const retrieveSchema = checked(
  z.strictObject({
    dataset_id: uuidSchema,
    /** At most 250 characters; may be empty beside attachments. */
    query: knowledgeText(0, 250),
    /** @default the knowledge base's own */
    retrieval_model: z.optional(retrievalModelSchema),
    external_retrieval_model: z.optional(externalRetrievalModelSchema),
    /** Uploaded images to search with, in knowledge bases that can. */
    attachment_ids: z.optional(z.nullable(z.array(uuidSchema))),
  }),
  z.refine(({ query, attachment_ids }) => query !== '' || Boolean(attachment_ids?.length), {
    error: 'a text that is not empty, unless there are attachment_ids',
    path: ['query'],
  }),
);

/** What `datasets.retrieve` takes. */
export interface RetrieveSegments extends z.infer<typeof retrieveSchema> {}

const retrievedSegmentSchema = z.looseObject({
  /** UUID. Dify 1.12 answers hits of external knowledge with `null` here and in every other field. */
  id: text,
  position: number,
  document_id: text,
  content: text,
  sign_content: text,
  /** In documents of questions and answers. */
  answer: text,
  word_count: number,
  tokens: number,
  keywords: z.optional(z.nullable(z.array(z.string()))),
  index_node_id: text,
  index_node_hash: text,
  /** How often it was found. */
  hit_count: number,
  enabled: z.optional(z.nullable(z.boolean())),
  /** Unix time in seconds. */
  disabled_at: number,
  disabled_by: text,
  /** `completed`. Open. */
  status: text,
  created_by: text,
  /** Unix time in seconds. */
  created_at: number,
  /** Unix time in seconds. */
  indexing_at: number,
  /** Unix time in seconds. */
  completed_at: number,
  error: text,
  /** Unix time in seconds. */
  stopped_at: number,
  document: z.optional(
    z.nullable(
      z.looseObject({
        id: text,
        data_source_type: text,
        name: text,
        doc_type: text,
        /** Values by the names of their fields. */
        doc_metadata: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
      }),
    ),
  ),
});

/** A chunk that was found. */
export interface RetrievedSegment extends z.infer<typeof retrievedSegmentSchema> {}

const retrievalRecordSchema = z.looseObject({
  segment: z.optional(z.nullable(retrievedSegmentSchema)),
  /** The children that were found, in documents of parents and children. */
  child_chunks: z.optional(
    z.nullable(z.array(z.looseObject({ id: text, content: text, position: number, score: number }))),
  ),
  /** `null` for a search by keywords. */
  score: number,
  /** A place on a map of all hits. */
  tsne_position: z.optional(z.unknown()),
  files: z.optional(
    z.nullable(
      z.array(
        z.looseObject({
          id: text,
          name: text,
          /** Bytes. */
          size: number,
          extension: text,
          mime_type: text,
          /** Signed; expires after minutes. */
          source_url: text,
        }),
      ),
    ),
  ),
  summary: text,
});

/** A hit of a search. */
export interface RetrievalRecord extends z.infer<typeof retrievalRecordSchema> {}

export const retrievalResultSchema = z.looseObject({
  query: z.optional(z.nullable(z.looseObject({ content: text }))),
  /** The best first. */
  records: z.array(retrievalRecordSchema),
});

/** What a search found. */
export interface RetrievalResult extends z.infer<typeof retrievalResultSchema> {}

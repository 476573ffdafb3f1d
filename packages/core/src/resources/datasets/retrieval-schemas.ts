import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { externalRetrievalModelSchema, retrievalModelSchema } from '../../schemas/knowledge-retrieval-model.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));

export const retrieveSchema = v.pipe(
  closedObject({
    dataset_id: uuidSchema,
    /** At most 250 characters; may be empty beside attachments. */
    query: knowledgeText(0, 250),
    /** @default the knowledge base's own */
    retrieval_model: v.optional(retrievalModelSchema),
    external_retrieval_model: v.optional(externalRetrievalModelSchema),
    /** Uploaded images to search with, in knowledge bases that can. */
    attachment_ids: v.optional(v.nullable(v.array(uuidSchema))),
  }),
  checkField(
    ({ query, attachment_ids }) => query !== '' || Boolean(attachment_ids?.length),
    'a text that is not empty, unless there are attachment_ids',
    ['query'],
  ),
);

/** What `datasets.retrieve` takes. */
export interface RetrieveSegments extends OutputOf<typeof retrieveSchema> {}

const retrievedSegmentSchema = openObject({
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
  keywords: v.optional(v.nullable(v.array(v.string()))),
  index_node_id: text,
  index_node_hash: text,
  /** How often it was found. */
  hit_count: number,
  enabled: v.optional(v.nullable(v.boolean())),
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
  document: v.optional(
    v.nullable(
      openObject({
        id: text,
        data_source_type: text,
        name: text,
        doc_type: text,
        /** Values by the names of their fields. */
        doc_metadata: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
      }),
    ),
  ),
});

/** A chunk that was found. */
export interface RetrievedSegment extends OutputOf<typeof retrievedSegmentSchema> {}

const retrievalRecordSchema = openObject({
  segment: v.optional(v.nullable(retrievedSegmentSchema)),
  /** The children that were found, in documents of parents and children. */
  child_chunks: v.optional(
    v.nullable(v.array(openObject({ id: text, content: text, position: number, score: number }))),
  ),
  /** `null` for a search by keywords. */
  score: number,
  /** A place on a map of all hits. */
  tsne_position: v.optional(v.unknown()),
  files: v.optional(
    v.nullable(
      v.array(
        openObject({
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
export interface RetrievalRecord extends OutputOf<typeof retrievalRecordSchema> {}

export const retrievalResultSchema = openObject({
  query: v.optional(v.nullable(openObject({ content: text }))),
  /** The best first. */
  records: v.array(retrievalRecordSchema),
});

/** What a search found. */
export interface RetrievalResult extends OutputOf<typeof retrievalResultSchema> {}

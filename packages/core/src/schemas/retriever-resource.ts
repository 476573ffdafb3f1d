import * as v from 'valibot';
import { dictionary } from './dictionary.ts';
import { finiteNumber } from './finite-number.ts';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));

export const retrieverResourceSchema = openObject({
  /** In history only, and new on every call: never a key. */
  id: v.optional(v.nullable(v.string())),
  /** From 1, in the order of the retrieval. */
  position: number,
  dataset_id: text,
  dataset_name: text,
  /** A UUID; the title for external knowledge. */
  document_id: text,
  document_name: text,
  /** `upload_file`, `notion_import`, `website_crawl`, `external`, … Open. */
  data_source_type: text,
  /** A UUID; `null` for external knowledge. */
  segment_id: text,
  /** `api` in chat apps, `workflow` in chatflows. Absent from history. */
  retriever_from: text,
  score: number,
  /** How often the chunk was found so far; `null` in chat apps. */
  hit_count: number,
  /** `null` in chat apps. */
  word_count: number,
  /** The chunk's position in its document; `null` in chat apps. */
  segment_position: number,
  index_node_hash: text,
  /** The passage itself. */
  content: text,
  page: number,
  title: text,
  summary: text,
  doc_metadata: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  files: v.optional(v.nullable(v.array(v.unknown()))),
});

/** A passage of a knowledge base that an answer rests on. Streams of newer servers leave the empty fields out. */
export interface RetrieverResource extends OutputOf<typeof retrieverResourceSchema> {}

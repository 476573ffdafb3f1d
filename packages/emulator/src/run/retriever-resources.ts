import type { RetrieverResource } from '@dify-oapi/core';

const keys = [
  'position',
  'dataset_id',
  'dataset_name',
  'document_id',
  'document_name',
  'data_source_type',
  'segment_id',
  'retriever_from',
  'score',
  'hit_count',
  'word_count',
  'segment_position',
  'index_node_hash',
  'content',
  'page',
  'doc_metadata',
  'title',
  'files',
  'summary',
];

/** Sources with every key, in order, null where nothing is known: in answers in one piece, and in older streams. */
export function wholeSources(sources: readonly RetrieverResource[]): object[] {
  return sources.map((source) => Object.fromEntries(keys.map((key) => [key, fieldOf(source, key)])));
}

/** Sources as newer streams carry them: what is null is left out. */
export function knownSources(sources: readonly RetrieverResource[]): object[] {
  return sources.map((source) => {
    const known = keys.filter((key) => fieldOf(source, key) !== null);
    return Object.fromEntries(known.map((key) => [key, fieldOf(source, key)]));
  });
}

function fieldOf(source: RetrieverResource, key: string): unknown {
  const value: unknown = Reflect.get(source, key);
  return value === undefined ? null : value;
}

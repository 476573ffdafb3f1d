import type { RetrieverResource } from '@dify-oapi/core';
import { textOf } from './value-text.ts';
import type { KnowledgePassage } from './workflow-functions.ts';

/** Passages as a prompt's `{{#context#}}` holds them. */
export function contextText(passages: unknown): string {
  if (!Array.isArray(passages)) return textOf(passages);
  return passages.map((passage: unknown) => (isPassage(passage) ? passage.content : textOf(passage))).join('\n');
}

/** A passage as answers cite it: all keys, in their order. */
export function resourceOf(passage: unknown): RetrieverResource {
  const { content, files, metadata, summary } = isPassage(passage) ? passage : empty;
  return {
    position: metadata.position ?? null,
    dataset_id: metadata.dataset_id ?? null,
    dataset_name: metadata.dataset_name ?? null,
    document_id: metadata.document_id ?? null,
    document_name: metadata.document_name ?? null,
    data_source_type: metadata.data_source_type ?? null,
    segment_id: metadata.segment_id ?? null,
    retriever_from: metadata.retriever_from ?? null,
    score: metadata.score ?? null,
    hit_count: metadata.segment_hit_count ?? null,
    word_count: metadata.segment_word_count ?? null,
    segment_position: metadata.segment_position ?? null,
    index_node_hash: metadata.segment_index_node_hash ?? null,
    content,
    page: null,
    doc_metadata: metadata.doc_metadata ?? null,
    title: null,
    files: files === null ? null : [...files],
    summary,
  };
}

/** A found passage as knowledge nodes give it on. */
export function passageOf(found: RetrieverResource, position: number): KnowledgePassage {
  return {
    metadata: {
      _source: 'knowledge',
      dataset_id: found.dataset_id ?? null,
      dataset_name: found.dataset_name ?? null,
      document_id: found.document_id ?? null,
      document_name: found.document_name ?? null,
      data_source_type: found.data_source_type ?? null,
      segment_id: found.segment_id ?? null,
      retriever_from: 'workflow',
      score: found.score ?? null,
      child_chunks: [],
      segment_hit_count: found.hit_count ?? null,
      segment_word_count: found.word_count ?? null,
      segment_position: found.segment_position ?? null,
      segment_index_node_hash: found.index_node_hash ?? null,
      doc_metadata: found.doc_metadata ?? null,
      position,
    },
    title: found.document_name ?? '',
    files: found.files ?? null,
    content: found.content ?? '',
    summary: found.summary ?? null,
  };
}

const empty: KnowledgePassage = { metadata: {}, title: '', content: '', files: null, summary: null };

function isPassage(value: unknown): value is KnowledgePassage {
  return typeof value === 'object' && value !== null && 'content' in value && 'metadata' in value;
}

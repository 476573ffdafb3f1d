import type { RetrieverResource } from '@dify-oapi/core';
import { advanceIndexing } from '../indexing/indexing.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';
import { type Found, findSegments } from './find-segments.ts';
import type { KnowledgeBackend } from './knowledge-backend.ts';
import { nodeHash } from './node-hash.ts';
import { overlapScore } from './overlap-score.ts';
import { defaultRetrievalModel, type MetadataFilter, type SearchMethod } from './retrieval-model.ts';

/** What is looked for in knowledge bases. */
interface Retrieval {
  /** The knowledge bases; unknown ones are passed over. */
  readonly datasetIds: readonly string[];
  readonly query: string;
  /** How many passages at most. @default what each knowledge base says */
  readonly top_k?: number;
  /** The least score, from 0 to 1; `null` takes all. @default what each knowledge base says */
  readonly score_threshold?: number | null;
  /** @default what each knowledge base says */
  readonly search_method?: SearchMethod;
  /** Puts what was found in order by how much of the question it speaks of. @default false */
  readonly reranking_enable?: boolean;
  /** `weighted_score` mixes meaning and words. */
  readonly reranking_mode?: string | null;
  /** How much meaning and words count in a mix. @default what each knowledge base says, else half and half */
  readonly weights?: { readonly vector_weight: number; readonly keyword_weight: number } | null;
  readonly metadata_filtering_conditions?: MetadataFilter | null;
  /** Who asks: chat apps (`api`) are told less about a passage than workflows. @default 'api' */
  readonly retriever_from?: 'api' | 'workflow';
}

/**
 * The passages of knowledge bases that fit a question best, the best first, as answers cite them.
 * Each passage found counts as a hit.
 */
export async function retrieve(server: KnowledgeBackend, retrieval: Retrieval): Promise<RetrieverResource[]> {
  advanceIndexing(server);
  const found: Cited[] = [];
  for (const id of retrieval.datasetIds) {
    const dataset = server.world.datasets.get(id);
    if (dataset === undefined) continue;
    if (dataset.provider === 'external') found.push(...searchExternal(dataset, retrieval));
    else found.push(...(await searchOne(server, dataset, retrieval)));
  }
  found.sort((a, b) => b.score - a.score);
  const cited = retrieval.top_k === undefined ? found : found.slice(0, retrieval.top_k);
  return cited.map(({ resource, segment }, at) => {
    if (segment !== undefined) segment.hit_count++;
    return { position: at + 1, ...resource };
  });
}

/** A passage, not yet numbered. */
interface Cited {
  readonly score: number;
  readonly resource: RetrieverResource;
  readonly segment?: Found['segment'];
}

async function searchOne(server: KnowledgeBackend, dataset: DatasetRow, retrieval: Retrieval): Promise<Cited[]> {
  const settings = dataset.retrieval_model ?? defaultRetrievalModel;
  const threshold = settings.score_threshold_enabled ? (settings.score_threshold ?? 0) : null;
  const isEconomy = dataset.indexing_technique !== 'high_quality';
  const vectorWeight = retrieval.weights?.vector_weight ?? settings.weights?.vector_setting?.vector_weight;
  const found = await findSegments(server, dataset, {
    query: retrieval.query,
    // Without vectors there is nothing but keywords.
    method: isEconomy ? 'keyword_search' : (retrieval.search_method ?? settings.search_method),
    topK: retrieval.top_k ?? settings.top_k,
    threshold: retrieval.score_threshold === undefined ? threshold : retrieval.score_threshold,
    isReranked: retrieval.reranking_enable ?? false,
    ...(vectorWeight === undefined ? {} : { vectorWeight }),
    filter: retrieval.metadata_filtering_conditions ?? null,
  });
  const isTold = retrieval.retriever_from === 'workflow';
  return found.map(({ segment, score }) => {
    const row = server.world.documents.get(segment.document_id);
    const { content, answer } = segment;
    const resource = {
      dataset_id: dataset.id,
      dataset_name: dataset.name,
      document_id: segment.document_id,
      document_name: row?.name ?? '',
      data_source_type: row?.data_source_type ?? 'upload_file',
      segment_id: segment.id,
      retriever_from: retrieval.retriever_from ?? 'api',
      score: Math.round(score * 1e6) / 1e6,
      hit_count: isTold ? segment.hit_count : null,
      word_count: isTold ? segment.word_count : null,
      segment_position: isTold ? segment.position : null,
      index_node_hash: isTold ? nodeHash(content) : null,
      content: answer === null ? content : `question:${content} answer:${answer}`,
      page: null,
      doc_metadata: row?.doc_metadata ?? null,
      title: null,
      files: null,
      summary: null,
    };
    return { score, resource, segment };
  });
}

function searchExternal(dataset: DatasetRow, retrieval: Retrieval): Cited[] {
  const { retrieval_model: settings } = dataset;
  const threshold = settings?.score_threshold_enabled ? (settings.score_threshold ?? 0) : 0;
  return (dataset.external?.records ?? [])
    .map((record) => ({ record, score: Math.max(0.02, overlapScore(retrieval.query, record.content)) }))
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score)
    .slice(0, settings?.top_k ?? 4)
    .map(({ record, score }) => ({
      score,
      resource: {
        dataset_id: dataset.id,
        dataset_name: dataset.name,
        document_id: record.title,
        document_name: record.title,
        data_source_type: 'external',
        segment_id: null,
        retriever_from: retrieval.retriever_from ?? 'api',
        score: Math.round(score * 1e6) / 1e6,
        hit_count: null,
        word_count: null,
        segment_position: null,
        index_node_hash: null,
        content: record.content,
        page: null,
        doc_metadata: record.metadata ?? null,
        title: null,
        files: null,
        summary: null,
      },
    }));
}

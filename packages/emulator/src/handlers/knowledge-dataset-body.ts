import type { KnowledgeContext } from '../context.ts';
import { owner } from '../knowledge/owner.ts';
import { defaultRetrievalModel, type StoredRetrievalModel } from '../knowledge/retrieval-model.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';

/** What an answer about a knowledge base says beside what is kept. */
interface BodyOptions {
  /** Only asking for it says whether its model can be used. */
  readonly isAsked?: boolean;
}

/** A knowledge base as answers show it, every key in its place. */
export function datasetBody(
  { server }: KnowledgeContext,
  row: DatasetRow,
  { isAsked = false }: BodyOptions = {},
): Record<string, unknown> {
  const { world, profile } = server;
  const documents = [...world.documents.values()].filter(({ dataset_id }) => dataset_id === row.id);
  const available = documents.filter(({ indexing, enabled, archived }) => {
    return indexing.stage === 'completed' && enabled && !archived;
  });
  const model = row.retrieval_model ?? defaultRetrievalModel;
  const { external, pipeline, summary_index_setting: summary } = row;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    provider: row.provider,
    permission: row.permission,
    data_source_type: row.data_source_type,
    indexing_technique: row.indexing_technique,
    app_count: row.app_count,
    document_count: documents.length,
    word_count: documents.reduce((sum, { word_count }) => sum + (word_count ?? 0), 0),
    created_by: owner.id,
    author_name: owner.name,
    created_at: row.created_at,
    updated_by: row.updated_by,
    updated_at: row.updated_at,
    embedding_model: row.embedding_model,
    embedding_model_provider: row.embedding_model_provider,
    embedding_available: isAsked ? true : null,
    retrieval_model_dict: retrievalModelBody(model),
    summary_index_setting: {
      enable: summary?.enable ?? null,
      model_name: summary?.model_name ?? null,
      model_provider_name: summary?.model_provider_name ?? null,
      summary_prompt: summary?.summary_prompt ?? null,
    },
    tags: tagsOf(world, row.id).map(({ id, name }) => ({ id, name, type: 'knowledge' })),
    doc_form: row.doc_form,
    external_knowledge_info: {
      external_knowledge_id: external?.id ?? null,
      external_knowledge_api_id: external?.apiId ?? null,
      external_knowledge_api_name: external?.apiName ?? null,
      external_knowledge_api_endpoint: external?.endpoint ?? null,
    },
    external_retrieval_model: {
      top_k: model.top_k,
      score_threshold: row.retrieval_model === null ? 0 : model.score_threshold,
      score_threshold_enabled: row.retrieval_model === null ? null : model.score_threshold_enabled,
    },
    doc_metadata: [...world.metadataFields.values()]
      .filter(({ dataset_id }) => dataset_id === row.id)
      .map(({ id, name, type }) => ({ id, name, type })),
    built_in_field_enabled: row.built_in_field_enabled,
    pipeline_id: pipeline?.id ?? null,
    runtime_mode: pipeline === null ? 'general' : 'rag_pipeline',
    chunk_structure: pipeline === null ? null : row.doc_form,
    icon_info:
      pipeline === null
        ? { icon_type: null, icon: null, icon_background: null, icon_url: null }
        : { icon_type: 'emoji', icon: '📙', icon_background: '#FFF4ED', icon_url: null },
    is_published: pipeline !== null,
    total_documents: documents.length,
    total_available_documents: available.length,
    enable_api: row.enable_api,
    is_multimodal: false,
    ...(profile === '1.14' ? {} : { maintainer: owner.id }),
  };
}

/** Search settings with their keys in a server's order. */
function retrievalModelBody(model: StoredRetrievalModel): object {
  const { weights } = model;
  return {
    search_method: model.search_method,
    reranking_enable: model.reranking_enable,
    reranking_mode: model.reranking_mode,
    reranking_model: model.reranking_model ?? { reranking_provider_name: null, reranking_model_name: null },
    weights,
    top_k: model.top_k,
    score_threshold_enabled: model.score_threshold_enabled,
    score_threshold: model.score_threshold,
  };
}

/** The tags of a knowledge base, the newest first. */
export function tagsOf(world: KnowledgeContext['server']['world'], datasetId: string): { id: string; name: string }[] {
  const bound = [...world.tagBindings.values()].filter(({ dataset_id }) => dataset_id === datasetId);
  const ids = new Set(bound.map(({ tag_id }) => tag_id));
  return [...world.tags.values()].filter(({ id }) => ids.has(id)).reverse();
}

import { either, fields, type Keep, list, record, scalar } from '../answers/keep.ts';
import { ifMay, type Sight, signedText } from './sight.ts';

/** How a knowledge base is searched. */
const retrieval = fields({
  search_method: scalar,
  reranking_enable: scalar,
  reranking_mode: scalar,
  reranking_model: fields({ reranking_provider_name: scalar, reranking_model_name: scalar }),
  weights: fields({
    weight_type: scalar,
    keyword_setting: fields({ keyword_weight: scalar }),
    vector_setting: fields({ vector_weight: scalar, embedding_provider_name: scalar, embedding_model_name: scalar }),
  }),
  top_k: scalar,
  score_threshold_enabled: scalar,
  score_threshold: scalar,
});

/** A knowledge base. Where external knowledge lies is told to those who manage. */
export function datasetShape(sight: Sight): Keep {
  return fields({
    id: scalar,
    name: scalar,
    description: scalar,
    provider: scalar,
    permission: scalar,
    data_source_type: scalar,
    indexing_technique: scalar,
    app_count: scalar,
    document_count: scalar,
    word_count: scalar,
    created_by: ifMay(sight.manages, scalar),
    author_name: ifMay(sight.manages, scalar),
    created_at: scalar,
    updated_by: ifMay(sight.manages, scalar),
    updated_at: scalar,
    embedding_model: scalar,
    embedding_model_provider: scalar,
    embedding_available: scalar,
    retrieval_model_dict: retrieval,
    summary_index_setting: fields({
      enable: scalar,
      model_name: scalar,
      model_provider_name: scalar,
      summary_prompt: ifMay(sight.manages, scalar),
    }),
    tags: list(fields({ id: scalar, name: scalar, type: scalar })),
    doc_form: scalar,
    external_knowledge_info: ifMay(
      sight.manages,
      fields({ external_knowledge_id: scalar, external_knowledge_api_id: scalar, external_knowledge_api_name: scalar }),
    ),
    external_retrieval_model: fields({ top_k: scalar, score_threshold: scalar, score_threshold_enabled: scalar }),
    doc_metadata: list(fields({ id: scalar, name: scalar, type: scalar })),
    built_in_field_enabled: scalar,
    pipeline_id: ifMay(sight.manages, scalar),
    runtime_mode: scalar,
    chunk_structure: scalar,
    icon_info: fields({ icon_type: scalar, icon: icon(sight), icon_background: scalar, icon_url: sight.url }),
    is_published: scalar,
    total_documents: scalar,
    total_available_documents: scalar,
    enable_api: scalar,
    is_multimodal: scalar,
    partial_member_list: ifMay(sight.manages, list(scalar)),
    maintainer: ifMay(sight.manages, scalar),
  });
}

/** A sign or an id passes; an address only as addresses do. */
function icon(sight: Sight): Keep {
  return (value) => (typeof value === 'string' && value.includes('/') ? sight.url(value) : scalar(value));
}

/** What a search found. */
export function retrievalShape(sight: Sight): Keep {
  return fields({
    query: fields({ content: scalar }),
    records: list(
      fields({
        segment: fields({
          id: scalar,
          position: scalar,
          document_id: scalar,
          content: scalar,
          sign_content: signedText(sight),
          answer: scalar,
          word_count: scalar,
          tokens: scalar,
          keywords: list(scalar),
          hit_count: scalar,
          enabled: scalar,
          disabled_at: scalar,
          status: scalar,
          created_at: scalar,
          indexing_at: scalar,
          completed_at: scalar,
          stopped_at: scalar,
          document: fields({
            id: scalar,
            data_source_type: scalar,
            name: scalar,
            doc_type: scalar,
            doc_metadata: record(either(scalar, list(scalar))),
          }),
        }),
        child_chunks: list(fields({ id: scalar, content: scalar, position: scalar, score: scalar })),
        score: scalar,
        files: list(
          fields({
            id: scalar,
            name: scalar,
            size: scalar,
            extension: scalar,
            mime_type: scalar,
            source_url: sight.url,
          }),
        ),
        summary: scalar,
      }),
    ),
  });
}

/** How a knowledge base is searched. */
export type SearchMethod = 'semantic_search' | 'full_text_search' | 'hybrid_search' | 'keyword_search';

/** A condition on a metadata field. */
export interface MetadataCondition {
  /** The field. */
  readonly name: string;
  /** E.g. `contains`, `is`, `≥`, `before`. */
  readonly comparison_operator: string;
  readonly value?: string | number | readonly string[] | null;
}

/** Which documents a search is about. */
export interface MetadataFilter {
  /** @default 'and' */
  readonly logical_operator?: 'and' | 'or' | null;
  readonly conditions?: readonly MetadataCondition[] | null;
}

/** The settings of a search as a knowledge base keeps them. */
export interface StoredRetrievalModel {
  search_method: SearchMethod;
  reranking_enable: boolean;
  reranking_mode: string | null;
  reranking_model: { reranking_provider_name: string | null; reranking_model_name: string | null } | null;
  weights: {
    weight_type: string | null;
    keyword_setting: { keyword_weight: number } | null;
    vector_setting: {
      vector_weight: number;
      embedding_model_name: string;
      embedding_provider_name: string;
    } | null;
  } | null;
  top_k: number;
  score_threshold_enabled: boolean;
  score_threshold: number | null;
}

/** What a server falls back to. */
export const defaultRetrievalModel: StoredRetrievalModel = {
  search_method: 'semantic_search',
  reranking_enable: false,
  reranking_mode: null,
  reranking_model: { reranking_provider_name: '', reranking_model_name: '' },
  weights: null,
  top_k: 2,
  score_threshold_enabled: false,
  score_threshold: null,
};

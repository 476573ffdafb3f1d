import * as z from 'zod/mini';
import { checked } from './checked.ts';
import { metadataFilterSchema } from './knowledge-metadata-filter.ts';

const text = z.optional(z.nullable(z.string()));
const weightSchema = checked(z.number(), z.minimum(0), z.maximum(1));
const topKSchema = checked(z.number(), z.int(), z.minimum(1));

const rerankingModelSchema = z.strictObject({
  /** E.g. `langgenius/cohere/cohere`. */
  reranking_provider_name: text,
  reranking_model_name: text,
});

const weightsSchema = z.strictObject({
  weight_type: z.optional(z.nullable(z.enum(['semantic_first', 'keyword_first', 'customized']))),
  vector_setting: z.optional(
    z.nullable(
      z.strictObject({
        /** 0 to 1. */
        vector_weight: weightSchema,
        embedding_provider_name: z.string(),
        embedding_model_name: z.string(),
      }),
    ),
  ),
  keyword_setting: z.optional(
    z.nullable(
      z.strictObject({
        /** 0 to 1. */
        keyword_weight: weightSchema,
      }),
    ),
  ),
});

export const retrievalModelSchema = checked(
  z.strictObject({
    /** `keyword_search` is for `economy`, the others are for `high_quality`. */
    search_method: z.enum(['semantic_search', 'full_text_search', 'hybrid_search', 'keyword_search']),
    reranking_enable: z.boolean(),
    /** Needed when `reranking_enable` is true, unless the mode is `weighted_score`. */
    reranking_model: z.optional(z.nullable(rerankingModelSchema)),
    /** By a model, or for `hybrid_search` by `weights`. */
    reranking_mode: z.optional(z.nullable(z.enum(['reranking_model', 'weighted_score']))),
    /** Chunks at most. */
    top_k: topKSchema,
    score_threshold_enabled: z.boolean(),
    /** The least score, 0 to 1 for most models. Needed when `score_threshold_enabled` is true. */
    score_threshold: z.optional(z.nullable(z.number())),
    /** Needed for `hybrid_search` with the mode `weighted_score`. */
    weights: z.optional(z.nullable(weightsSchema)),
    /** Which documents are searched. @default all */
    metadata_filtering_conditions: z.optional(z.nullable(metadataFilterSchema)),
  }),
  z.refine(
    ({ reranking_enable, reranking_mode, reranking_model }) =>
      !reranking_enable ||
      reranking_mode === 'weighted_score' ||
      Boolean(reranking_model?.reranking_provider_name && reranking_model.reranking_model_name),
    { error: 'a model with its provider, as reranking_enable is true', path: ['reranking_model'] },
  ),
  z.refine(
    ({ search_method, reranking_mode, weights }) =>
      search_method !== 'hybrid_search' || reranking_mode !== 'weighted_score' || Boolean(weights),
    { error: 'the weights of meaning and keywords, as reranking_mode is "weighted_score"', path: ['weights'] },
  ),
  z.refine(
    ({ score_threshold_enabled, score_threshold }) => !score_threshold_enabled || typeof score_threshold === 'number',
    { error: 'a number, as score_threshold_enabled is true', path: ['score_threshold'] },
  ),
);

/** How chunks are searched. */
export interface RetrievalModel extends z.infer<typeof retrievalModelSchema> {}

export const externalRetrievalModelSchema = z.strictObject({
  /** Chunks at most. */
  top_k: z.optional(topKSchema),
  /** The least score, 0 to 1. */
  score_threshold: z.optional(z.number()),
  score_threshold_enabled: z.optional(z.boolean()),
});

/** How an external knowledge base is searched. */
export interface ExternalRetrievalModel extends z.infer<typeof externalRetrievalModelSchema> {}

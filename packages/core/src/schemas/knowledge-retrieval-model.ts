import * as v from 'valibot';
import { checkField } from './check-field.ts';
import { closedObject } from './closed-object.ts';
import { finiteNumber } from './finite-number.ts';

import { metadataFilterSchema } from './knowledge-metadata-filter.ts';
import type { OutputOf } from './object-schema.ts';

const text = v.optional(v.nullable(v.string()));
const weightSchema = v.pipe(finiteNumber(), v.minValue(0), v.maxValue(1));
const topKSchema = v.pipe(finiteNumber(), v.safeInteger(), v.minValue(1));

const rerankingModelSchema = closedObject({
  /** E.g. `langgenius/cohere/cohere`. */
  reranking_provider_name: text,
  reranking_model_name: text,
});

const weightsSchema = closedObject({
  weight_type: v.optional(v.nullable(v.picklist(['semantic_first', 'keyword_first', 'customized']))),
  vector_setting: v.optional(
    v.nullable(
      closedObject({
        /** 0 to 1. */
        vector_weight: weightSchema,
        embedding_provider_name: v.string(),
        embedding_model_name: v.string(),
      }),
    ),
  ),
  keyword_setting: v.optional(
    v.nullable(
      closedObject({
        /** 0 to 1. */
        keyword_weight: weightSchema,
      }),
    ),
  ),
});

export const retrievalModelSchema = v.pipe(
  closedObject({
    /** `keyword_search` is for `economy`, the others are for `high_quality`. */
    search_method: v.picklist(['semantic_search', 'full_text_search', 'hybrid_search', 'keyword_search']),
    reranking_enable: v.boolean(),
    /** Needed when `reranking_enable` is true, unless the mode is `weighted_score`. */
    reranking_model: v.optional(v.nullable(rerankingModelSchema)),
    /** By a model, or for `hybrid_search` by `weights`. */
    reranking_mode: v.optional(v.nullable(v.picklist(['reranking_model', 'weighted_score']))),
    /** Chunks at most. */
    top_k: topKSchema,
    score_threshold_enabled: v.boolean(),
    /** The least score, 0 to 1 for most models. Needed when `score_threshold_enabled` is true. */
    score_threshold: v.optional(v.nullable(finiteNumber())),
    /** Needed for `hybrid_search` with the mode `weighted_score`. */
    weights: v.optional(v.nullable(weightsSchema)),
    /** Which documents are searched. @default all */
    metadata_filtering_conditions: v.optional(v.nullable(metadataFilterSchema)),
  }),
  checkField(
    ({ reranking_enable, reranking_mode, reranking_model }) =>
      !reranking_enable ||
      reranking_mode === 'weighted_score' ||
      Boolean(reranking_model?.reranking_provider_name && reranking_model.reranking_model_name),
    'a model with its provider, as reranking_enable is true',
    ['reranking_model'],
  ),
  checkField(
    ({ search_method, reranking_mode, weights }) =>
      search_method !== 'hybrid_search' || reranking_mode !== 'weighted_score' || Boolean(weights),
    'the weights of meaning and keywords, as reranking_mode is "weighted_score"',
    ['weights'],
  ),
  checkField(
    ({ score_threshold_enabled, score_threshold }) => !score_threshold_enabled || typeof score_threshold === 'number',
    'a number, as score_threshold_enabled is true',
    ['score_threshold'],
  ),
);

/** How chunks are searched. */
export interface RetrievalModel extends OutputOf<typeof retrievalModelSchema> {}

export const externalRetrievalModelSchema = closedObject({
  /** Chunks at most. */
  top_k: v.optional(topKSchema),
  /** The least score, 0 to 1. */
  score_threshold: v.optional(finiteNumber()),
  score_threshold_enabled: v.optional(v.boolean()),
});

/** How an external knowledge base is searched. */
export interface ExternalRetrievalModel extends OutputOf<typeof externalRetrievalModelSchema> {}

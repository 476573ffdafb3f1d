import { isMapping } from '../http/checks.ts';
import { booleanAt, type Fields, listAt, mappingAt, numberAt, textAt } from '../http/fields.ts';
import { invalidParam } from '../http/refusal.ts';
import type { ProcessRule, ProcessRules, Segmentation } from '../indexing/process-rule.ts';
import { embeddingModel, modelCatalogue, modelProvider } from '../knowledge/model-catalogue.ts';
import type {
  MetadataCondition,
  MetadataFilter,
  SearchMethod,
  StoredRetrievalModel,
} from '../knowledge/retrieval-model.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';

const methods: readonly SearchMethod[] = ['semantic_search', 'full_text_search', 'hybrid_search', 'keyword_search'];

/** The search settings of a body that was checked. */
export function retrievalModelAt(fields: Fields, name: string): StoredRetrievalModel | undefined {
  const model = mappingAt(fields, name);
  if (model === undefined) return undefined;
  const reranking = mappingAt(model, 'reranking_model');
  const weights = mappingAt(model, 'weights');
  const vector = weights === undefined ? undefined : mappingAt(weights, 'vector_setting');
  const keyword = weights === undefined ? undefined : mappingAt(weights, 'keyword_setting');
  return {
    search_method: methods.find((method) => method === model.search_method) ?? 'semantic_search',
    reranking_enable: booleanAt(model, 'reranking_enable') ?? false,
    reranking_mode: textAt(model, 'reranking_mode') ?? null,
    reranking_model:
      reranking === undefined
        ? null
        : {
            reranking_provider_name: textAt(reranking, 'reranking_provider_name') ?? null,
            reranking_model_name: textAt(reranking, 'reranking_model_name') ?? null,
          },
    weights:
      weights === undefined
        ? null
        : {
            weight_type: textAt(weights, 'weight_type') ?? null,
            keyword_setting:
              keyword === undefined ? null : { keyword_weight: numberAt(keyword, 'keyword_weight') ?? 0 },
            vector_setting:
              vector === undefined
                ? null
                : {
                    vector_weight: numberAt(vector, 'vector_weight') ?? 0,
                    embedding_model_name: textAt(vector, 'embedding_model_name') ?? '',
                    embedding_provider_name: textAt(vector, 'embedding_provider_name') ?? '',
                  },
          },
    top_k: numberAt(model, 'top_k') ?? 2,
    score_threshold_enabled: booleanAt(model, 'score_threshold_enabled') ?? false,
    score_threshold: numberAt(model, 'score_threshold') ?? null,
  };
}

/** The conditions on metadata of a body that was checked. */
export function metadataFilterAt(fields: Fields, name: string): MetadataFilter | null {
  const model = mappingAt(fields, name);
  const filter = model === undefined ? undefined : mappingAt(model, 'metadata_filtering_conditions');
  if (filter === undefined) return null;
  const conditions = listAt(filter, 'conditions').filter(isMapping);
  return {
    logical_operator: filter.logical_operator === 'or' ? 'or' : 'and',
    conditions: conditions.map((condition): MetadataCondition => {
      const { value } = condition;
      const isKnown = typeof value === 'string' || typeof value === 'number';
      return {
        name: textAt(condition, 'name') ?? '',
        comparison_operator: textAt(condition, 'comparison_operator') ?? '',
        value: Array.isArray(value) ? value.map(String) : isKnown ? value : null,
      };
    }),
  };
}

/** The rule of a body that was checked, held to what a server asks for beyond its shape. */
export function processRuleAt(fields: Fields, name: string): ProcessRule | undefined {
  const given = mappingAt(fields, name);
  if (given === undefined) return undefined;
  const { mode } = given;
  if (mode !== 'custom' && mode !== 'hierarchical') return { mode: 'automatic' };
  const rules = mappingAt(given, 'rules');
  if (rules === undefined) throw invalidParam('Process rule rules is required');
  if (!Array.isArray(rules.pre_processing_rules)) {
    throw invalidParam('Process rule pre_processing_rules is required');
  }
  const segmentation = segmentationAt(rules, 'segmentation');
  if (segmentation === null) throw invalidParam('Process rule segmentation is required');
  if (segmentation.separator === '') throw invalidParam('Process rule segmentation separator is required');
  const parent_mode = rules.parent_mode === 'full-doc' || rules.parent_mode === 'paragraph' ? rules.parent_mode : null;
  if (segmentation.max_tokens === 0 && !(mode === 'hierarchical' && parent_mode === 'full-doc')) {
    throw invalidParam('Process rule segmentation max_tokens is required');
  }
  const kept: ProcessRules = {
    pre_processing_rules: rules.pre_processing_rules.filter(isMapping).map((rule) => ({
      id: textAt(rule, 'id') ?? '',
      enabled: booleanAt(rule, 'enabled') ?? false,
    })),
    segmentation,
    parent_mode,
    subchunk_segmentation: segmentationAt(rules, 'subchunk_segmentation'),
  };
  return { mode, rules: kept };
}

function segmentationAt(fields: Fields, name: string): Segmentation | null {
  const given = mappingAt(fields, name);
  if (given === undefined) return null;
  return {
    separator: textAt(given, 'separator') ?? '\n',
    max_tokens: numberAt(given, 'max_tokens') ?? 0,
    chunk_overlap: numberAt(given, 'chunk_overlap') ?? 0,
  };
}

/** Refuses a model that the workspace does not have. */
export function checkEmbeddingModel(fields: Fields): void {
  const model = textAt(fields, 'embedding_model');
  const provider = textAt(fields, 'embedding_model_provider');
  if (!model || !provider) return;
  const isKnown = modelCatalogue['text-embedding']?.some((known) => known.model === model);
  if (provider !== modelProvider || !isKnown) throw invalidParam(`Model ${model} credentials is not initialized.`);
}

/** How a knowledge base is indexed, with the model that goes with it. */
export function techniqueAt(
  body: Fields,
): Pick<DatasetRow, 'indexing_technique' | 'embedding_model' | 'embedding_model_provider'> {
  const { indexing_technique: word } = body;
  if (word !== 'high_quality') {
    const indexing_technique = word === 'economy' ? word : null;
    return { indexing_technique, embedding_model: null, embedding_model_provider: null };
  }
  const [model, provider] = [textAt(body, 'embedding_model'), textAt(body, 'embedding_model_provider')];
  const chosen = model && provider ? { model, provider } : embeddingModel;
  return { indexing_technique: word, embedding_model: chosen.model, embedding_model_provider: chosen.provider };
}

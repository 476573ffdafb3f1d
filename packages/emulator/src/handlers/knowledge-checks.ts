import {
  aBoolean,
  aMapping,
  aNumber,
  anInteger,
  type Check,
  fieldsOf,
  listOf,
  nullable,
  oneOf,
  optional,
  required,
  text,
} from '../http/checks.ts';
import { noValue } from '../http/misfits.ts';

/** Ways to index. */
export const technique: Check = nullable(oneOf(['high_quality', 'economy']));

/** Who may see a knowledge base. */
export const permission: Check = nullable(oneOf(['only_me', 'all_team_members', 'partial_members'], 'enum'));

const operators =
  'contains|not contains|start with|end with|is|is not|empty|not empty|in|not in|=|≠|>|<|≥|≤|before|after'.split('|');

const conditionValue: Check = (value, field) =>
  value === null || typeof value === 'string' || typeof value === 'number' || Array.isArray(value)
    ? []
    : text()(value, field);

/** How to search. */
export const retrievalModel: Check = fieldsOf(
  {
    search_method: required(oneOf(['semantic_search', 'full_text_search', 'hybrid_search', 'keyword_search'], 'enum')),
    reranking_enable: required(aBoolean),
    reranking_model: optional(
      nullable(
        fieldsOf(
          { reranking_provider_name: optional(nullable(text())), reranking_model_name: optional(nullable(text())) },
          'RerankingModel',
        ),
      ),
    ),
    reranking_mode: optional(nullable(text())),
    top_k: required(anInteger),
    score_threshold_enabled: required(aBoolean),
    score_threshold: optional(nullable(aNumber)),
    weights: optional(
      nullable(
        fieldsOf(
          {
            weight_type: optional(nullable(oneOf(['semantic_first', 'keyword_first', 'customized']))),
            vector_setting: optional(
              nullable(
                fieldsOf(
                  {
                    vector_weight: required(aNumber),
                    embedding_provider_name: required(text()),
                    embedding_model_name: required(text()),
                  },
                  'WeightVectorSetting',
                ),
              ),
            ),
            keyword_setting: optional(
              nullable(fieldsOf({ keyword_weight: required(aNumber) }, 'WeightKeywordSetting')),
            ),
          },
          'WeightModel',
        ),
      ),
    ),
    metadata_filtering_conditions: optional(
      nullable(
        fieldsOf(
          {
            logical_operator: optional(nullable(oneOf(['and', 'or']))),
            conditions: optional(
              nullable(
                listOf(
                  fieldsOf(
                    {
                      name: required(text()),
                      comparison_operator: required(oneOf(operators)),
                      value: optional(conditionValue),
                    },
                    'Condition',
                  ),
                ),
              ),
            ),
          },
          'MetadataFilteringCondition',
        ),
      ),
    ),
  },
  'RetrievalModel',
);

const segmentation: Check = fieldsOf(
  { separator: optional(text()), max_tokens: required(anInteger), chunk_overlap: optional(anInteger) },
  'Segmentation',
);

/** How to cut. */
export const processRule: Check = fieldsOf(
  {
    mode: required(oneOf(['automatic', 'custom', 'hierarchical'], 'enum')),
    rules: optional(
      nullable(
        fieldsOf(
          {
            pre_processing_rules: optional(
              nullable(listOf(fieldsOf({ id: required(text()), enabled: required(aBoolean) }, 'PreProcessingRule'))),
            ),
            segmentation: optional(nullable(segmentation)),
            parent_mode: optional(nullable(oneOf(['full-doc', 'paragraph'], 'enum'))),
            subchunk_segmentation: optional(nullable(segmentation)),
          },
          'Rule',
        ),
      ),
    ),
  },
  'ProcessRule',
);

/** In what form text is kept. */
export const docForm: Check = (value, field) => {
  if (typeof value !== 'string') return text()(value, field);
  return ['text_model', 'qa_model', 'hierarchical_model'].includes(value)
    ? []
    : [noValue(field, 'Invalid doc_form.', value)];
};

/** Any object. */
export const mapping: Check = aMapping;

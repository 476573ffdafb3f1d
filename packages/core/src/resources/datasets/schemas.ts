import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { embeddingModelCheck, embeddingProviderCheck } from '../../schemas/knowledge-embedding-pair.ts';
import { indexingTechniqueSchema } from '../../schemas/knowledge-indexing.ts';
import { externalRetrievalModelSchema, retrievalModelSchema } from '../../schemas/knowledge-retrieval-model.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));
const boolean = v.optional(v.nullable(v.boolean()));

const retrievalSettingsSchema = openObject({
  /** `semantic_search`, `full_text_search`, `hybrid_search` or `keyword_search`. Open. */
  search_method: text,
  reranking_enable: boolean,
  /** `reranking_model` or `weighted_score`. Open. */
  reranking_mode: text,
  /** Names are empty when no model is set. */
  reranking_model: v.optional(v.nullable(openObject({ reranking_provider_name: text, reranking_model_name: text }))),
  weights: v.optional(
    v.nullable(
      openObject({
        /** `semantic_first`, `keyword_first` or `customized`. Open. */
        weight_type: text,
        keyword_setting: v.optional(v.nullable(openObject({ keyword_weight: number }))),
        vector_setting: v.optional(
          v.nullable(openObject({ vector_weight: number, embedding_provider_name: text, embedding_model_name: text })),
        ),
      }),
    ),
  ),
  /** Chunks at most. */
  top_k: number,
  score_threshold_enabled: boolean,
  score_threshold: number,
});

/** How a knowledge base is searched, as it is stored. */
export interface RetrievalSettings extends OutputOf<typeof retrievalSettingsSchema> {}

export const datasetSchema = openObject({
  /** UUID. */
  id: v.string(),
  name: v.string(),
  description: text,
  /** `vendor`, or `external` for knowledge that lies elsewhere. Open. */
  provider: text,
  /** `only_me`, `all_team_members` or `partial_members`. Open. */
  permission: text,
  /** `upload_file`, `notion_import`, `website_crawl`, … Open. `null` without documents. */
  data_source_type: text,
  /** `high_quality` or `economy`. Open. `null` until it is set. */
  indexing_technique: text,
  /** Apps that use it. */
  app_count: number,
  document_count: number,
  word_count: number,
  /** An account, a UUID. */
  created_by: text,
  author_name: text,
  /** Unix time in seconds. */
  created_at: number,
  /** An account, a UUID. */
  updated_by: text,
  /** Unix time in seconds. */
  updated_at: number,
  embedding_model: text,
  embedding_model_provider: text,
  /** Whether the embedding model can be used; `null` in answers of create and update. */
  embedding_available: boolean,
  retrieval_model_dict: v.optional(v.nullable(retrievalSettingsSchema)),
  /** Its fields are `null` when it is unset. */
  summary_index_setting: v.optional(
    v.nullable(openObject({ enable: boolean, model_name: text, model_provider_name: text, summary_prompt: text })),
  ),
  tags: v.optional(v.nullable(v.array(openObject({ id: v.string(), name: v.string(), type: text })))),
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. `null` without documents. */
  doc_form: text,
  /** Its fields are `null` unless the provider is `external`. */
  external_knowledge_info: v.optional(
    v.nullable(
      openObject({
        external_knowledge_id: text,
        external_knowledge_api_id: text,
        external_knowledge_api_name: text,
        external_knowledge_api_endpoint: text,
      }),
    ),
  ),
  /** Filled for every provider. */
  external_retrieval_model: v.optional(
    v.nullable(openObject({ top_k: number, score_threshold: number, score_threshold_enabled: boolean })),
  ),
  /** The metadata fields of its documents. */
  doc_metadata: v.optional(v.nullable(v.array(openObject({ id: text, name: text, type: text })))),
  built_in_field_enabled: boolean,
  /** Set when a knowledge pipeline makes its documents. */
  pipeline_id: text,
  /** `general` or `rag_pipeline`. Open. */
  runtime_mode: text,
  /** The document form of a knowledge pipeline. */
  chunk_structure: text,
  /** Its fields are `null` when it is unset. */
  icon_info: v.optional(v.nullable(openObject({ icon_type: text, icon: text, icon_background: text, icon_url: text }))),
  /** Whether its knowledge pipeline is published. */
  is_published: boolean,
  total_documents: number,
  /** Documents that are indexed, enabled and not archived. */
  total_available_documents: number,
  /** `false`: every other call for it throws PermissionDeniedError. */
  enable_api: boolean,
  is_multimodal: boolean,
  /** Accounts, UUIDs; in answers of update, and of get when the permission is `partial_members`. */
  partial_member_list: v.optional(v.nullable(v.array(v.string()))),
  /** An account, a UUID. Since Dify 1.16. */
  maintainer: text,
});

/** A knowledge base. */
export interface Dataset extends OutputOf<typeof datasetSchema> {}

export const listDatasetsSchema = closedObject({
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
  /** Looks into names, whatever their case. */
  keyword: v.optional(v.string()),
  /** Whether to list those too that the key's owner may not see. @default false */
  include_all: v.optional(v.boolean()),
  /** Only those that have all these tags. Dify 1.12 refuses it. */
  tag_ids: v.optional(v.array(uuidSchema)),
});

/** What `datasets.list` takes. */
export interface ListDatasets extends OutputOf<typeof listDatasetsSchema> {}

const permissionSchema = v.picklist(['only_me', 'all_team_members', 'partial_members']);
const nameSchema = knowledgeText(1, 40);
const descriptionSchema = knowledgeText(0, 400);

export const createDatasetSchema = v.pipe(
  closedObject({
    /** 1 to 40 characters; no other knowledge base may have it. */
    name: nameSchema,
    /** At most 400 characters. @default '' */
    description: v.optional(descriptionSchema),
    /** Left out or `null`, the first document decides. */
    indexing_technique: v.optional(v.nullable(indexingTechniqueSchema)),
    /** @default 'only_me' */
    permission: v.optional(permissionSchema),
    /** `external` for knowledge that lies elsewhere. @default 'vendor' */
    provider: v.optional(v.picklist(['vendor', 'external'])),
    /** E.g. `text-embedding-3-small`; goes with its provider. @default the workspace's model */
    embedding_model: v.optional(v.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: v.optional(v.string()),
    /** Always send one with `economy`: without it the knowledge base cannot be searched. @default by meaning, 2 chunks */
    retrieval_model: v.optional(retrievalModelSchema),
    /** A connection of the workspace, a UUID; for `external`. */
    external_knowledge_api_id: v.optional(uuidSchema),
    /** The knowledge's id at the other end; for `external`. */
    external_knowledge_id: v.optional(v.string()),
    /** Whether and how documents are summed up. Since Dify 1.14. */
    summary_index_setting: v.optional(
      v.nullable(
        closedObject({
          enable: v.optional(v.nullable(v.boolean())),
          model_name: text,
          model_provider_name: text,
          summary_prompt: text,
        }),
      ),
    ),
  }),
  embeddingProviderCheck(),
  embeddingModelCheck(),
  checkField(
    ({ provider, external_knowledge_api_id }) => provider !== 'external' || Boolean(external_knowledge_api_id),
    'the id of a connection, as provider is "external"',
    ['external_knowledge_api_id'],
  ),
  checkField(
    ({ provider, external_knowledge_id }) => provider !== 'external' || Boolean(external_knowledge_id),
    'the knowledge\'s id at the other end, as provider is "external"',
    ['external_knowledge_id'],
  ),
);

/** What `datasets.create` takes. */
export interface CreateDataset extends OutputOf<typeof createDatasetSchema> {}

export const getDatasetSchema = closedObject({ dataset_id: uuidSchema });

/** What `datasets.get` takes. */
export interface GetDataset extends OutputOf<typeof getDatasetSchema> {}

export const updateDatasetSchema = v.pipe(
  closedObject({
    dataset_id: uuidSchema,
    /** 1 to 40 characters; no other knowledge base may have it. */
    name: v.optional(nameSchema),
    /** At most 400 characters. */
    description: v.optional(descriptionSchema),
    /** A change indexes all documents anew. */
    indexing_technique: v.optional(v.nullable(indexingTechniqueSchema)),
    permission: v.optional(permissionSchema),
    /** E.g. `text-embedding-3-small`; goes with its provider. A change indexes all documents anew. */
    embedding_model: v.optional(v.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: v.optional(v.string()),
    retrieval_model: v.optional(retrievalModelSchema),
    /** Who may use it when the permission is `partial_members`; left out, nobody. */
    partial_member_list: v.optional(v.array(closedObject({ user_id: uuidSchema }))),
    /** For `external` only: others refuse it. */
    external_retrieval_model: v.optional(externalRetrievalModelSchema),
    external_knowledge_id: v.optional(v.string()),
    external_knowledge_api_id: v.optional(uuidSchema),
  }),
  embeddingProviderCheck(),
  embeddingModelCheck(),
);

/** What `datasets.update` takes. */
export interface UpdateDataset extends OutputOf<typeof updateDatasetSchema> {}

export const deleteDatasetSchema = closedObject({ dataset_id: uuidSchema });

/** What `datasets.delete` takes. */
export interface DeleteDataset extends OutputOf<typeof deleteDatasetSchema> {}

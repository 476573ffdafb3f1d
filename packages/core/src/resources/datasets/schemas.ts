import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import { embeddingModelCheck, embeddingProviderCheck } from '../../schemas/knowledge-embedding-pair.ts';
import { indexingTechniqueSchema } from '../../schemas/knowledge-indexing.ts';
import { externalRetrievalModelSchema, retrievalModelSchema } from '../../schemas/knowledge-retrieval-model.ts';
import { knowledgeText } from '../../schemas/knowledge-text.ts';
import { limitSchema } from '../../schemas/limit.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));
const boolean = z.optional(z.nullable(z.boolean()));

const retrievalSettingsSchema = z.looseObject({
  /** `semantic_search`, `full_text_search`, `hybrid_search` or `keyword_search`. Open. */
  search_method: text,
  reranking_enable: boolean,
  /** `reranking_model` or `weighted_score`. Open. */
  reranking_mode: text,
  /** Names are empty when no model is set. */
  reranking_model: z.optional(z.nullable(z.looseObject({ reranking_provider_name: text, reranking_model_name: text }))),
  weights: z.optional(
    z.nullable(
      z.looseObject({
        /** `semantic_first`, `keyword_first` or `customized`. Open. */
        weight_type: text,
        keyword_setting: z.optional(z.nullable(z.looseObject({ keyword_weight: number }))),
        vector_setting: z.optional(
          z.nullable(
            z.looseObject({ vector_weight: number, embedding_provider_name: text, embedding_model_name: text }),
          ),
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
export interface RetrievalSettings extends z.infer<typeof retrievalSettingsSchema> {}

export const datasetSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
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
  retrieval_model_dict: z.optional(z.nullable(retrievalSettingsSchema)),
  /** Its fields are `null` when it is unset. */
  summary_index_setting: z.optional(
    z.nullable(z.looseObject({ enable: boolean, model_name: text, model_provider_name: text, summary_prompt: text })),
  ),
  tags: z.optional(z.nullable(z.array(z.looseObject({ id: z.string(), name: z.string(), type: text })))),
  /** `text_model`, `hierarchical_model` or `qa_model`. Open. `null` without documents. */
  doc_form: text,
  /** Its fields are `null` unless the provider is `external`. */
  external_knowledge_info: z.optional(
    z.nullable(
      z.looseObject({
        external_knowledge_id: text,
        external_knowledge_api_id: text,
        external_knowledge_api_name: text,
        external_knowledge_api_endpoint: text,
      }),
    ),
  ),
  /** Filled for every provider. */
  external_retrieval_model: z.optional(
    z.nullable(z.looseObject({ top_k: number, score_threshold: number, score_threshold_enabled: boolean })),
  ),
  /** The metadata fields of its documents. */
  doc_metadata: z.optional(z.nullable(z.array(z.looseObject({ id: text, name: text, type: text })))),
  built_in_field_enabled: boolean,
  /** Set when a knowledge pipeline makes its documents. */
  pipeline_id: text,
  /** `general` or `rag_pipeline`. Open. */
  runtime_mode: text,
  /** The document form of a knowledge pipeline. */
  chunk_structure: text,
  /** Its fields are `null` when it is unset. */
  icon_info: z.optional(
    z.nullable(z.looseObject({ icon_type: text, icon: text, icon_background: text, icon_url: text })),
  ),
  /** Whether its knowledge pipeline is published. */
  is_published: boolean,
  total_documents: number,
  /** Documents that are indexed, enabled and not archived. */
  total_available_documents: number,
  /** `false`: every other call for it throws PermissionDeniedError. */
  enable_api: boolean,
  is_multimodal: boolean,
  /** Accounts, UUIDs; in answers of update, and of get when the permission is `partial_members`. */
  partial_member_list: z.optional(z.nullable(z.array(z.string()))),
  /** An account, a UUID. Since Dify 1.16. */
  maintainer: text,
});

/** A knowledge base. */
export interface Dataset extends z.infer<typeof datasetSchema> {}

export const listDatasetsSchema = z.strictObject({
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
  /** Looks into names, whatever their case. */
  keyword: z.optional(z.string()),
  /** Whether to list those too that the key's owner may not see. @default false */
  include_all: z.optional(z.boolean()),
  /** Only those that have all these tags. Dify 1.12 refuses it. */
  tag_ids: z.optional(z.array(uuidSchema)),
});

/** What `datasets.list` takes. */
export interface ListDatasets extends z.infer<typeof listDatasetsSchema> {}

const permissionSchema = z.enum(['only_me', 'all_team_members', 'partial_members']);
const nameSchema = knowledgeText(1, 40);
const descriptionSchema = knowledgeText(0, 400);

export const createDatasetSchema = checked(
  z.strictObject({
    /** 1 to 40 characters; no other knowledge base may have it. */
    name: nameSchema,
    /** At most 400 characters. @default '' */
    description: z.optional(descriptionSchema),
    /** Left out or `null`, the first document decides. */
    indexing_technique: z.optional(z.nullable(indexingTechniqueSchema)),
    /** @default 'only_me' */
    permission: z.optional(permissionSchema),
    /** `external` for knowledge that lies elsewhere. @default 'vendor' */
    provider: z.optional(z.enum(['vendor', 'external'])),
    /** E.g. `text-embedding-3-small`; goes with its provider. @default the workspace's model */
    embedding_model: z.optional(z.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: z.optional(z.string()),
    /** Always send one with `economy`: without it the knowledge base cannot be searched. @default by meaning, 2 chunks */
    retrieval_model: z.optional(retrievalModelSchema),
    /** A connection of the workspace, a UUID; for `external`. */
    external_knowledge_api_id: z.optional(uuidSchema),
    /** The knowledge's id at the other end; for `external`. */
    external_knowledge_id: z.optional(z.string()),
    /** Whether and how documents are summed up. Since Dify 1.14. */
    summary_index_setting: z.optional(
      z.nullable(
        z.strictObject({
          enable: z.optional(z.nullable(z.boolean())),
          model_name: text,
          model_provider_name: text,
          summary_prompt: text,
        }),
      ),
    ),
  }),
  embeddingProviderCheck,
  embeddingModelCheck,
  z.refine(({ provider, external_knowledge_api_id }) => provider !== 'external' || Boolean(external_knowledge_api_id), {
    error: 'the id of a connection, as provider is "external"',
    path: ['external_knowledge_api_id'],
  }),
  z.refine(({ provider, external_knowledge_id }) => provider !== 'external' || Boolean(external_knowledge_id), {
    error: 'the knowledge\'s id at the other end, as provider is "external"',
    path: ['external_knowledge_id'],
  }),
);

/** What `datasets.create` takes. */
export interface CreateDataset extends z.infer<typeof createDatasetSchema> {}

export const getDatasetSchema = z.strictObject({ dataset_id: uuidSchema });

/** What `datasets.get` takes. */
export interface GetDataset extends z.infer<typeof getDatasetSchema> {}

export const updateDatasetSchema = checked(
  z.strictObject({
    dataset_id: uuidSchema,
    /** 1 to 40 characters; no other knowledge base may have it. */
    name: z.optional(nameSchema),
    /** At most 400 characters. */
    description: z.optional(descriptionSchema),
    /** A change indexes all documents anew. */
    indexing_technique: z.optional(z.nullable(indexingTechniqueSchema)),
    permission: z.optional(permissionSchema),
    /** E.g. `text-embedding-3-small`; goes with its provider. A change indexes all documents anew. */
    embedding_model: z.optional(z.string()),
    /** E.g. `langgenius/openai/openai`. */
    embedding_model_provider: z.optional(z.string()),
    retrieval_model: z.optional(retrievalModelSchema),
    /** Who may use it when the permission is `partial_members`; left out, nobody. */
    partial_member_list: z.optional(z.array(z.strictObject({ user_id: uuidSchema }))),
    /** For `external` only: others refuse it. */
    external_retrieval_model: z.optional(externalRetrievalModelSchema),
    external_knowledge_id: z.optional(z.string()),
    external_knowledge_api_id: z.optional(uuidSchema),
  }),
  embeddingProviderCheck,
  embeddingModelCheck,
);

/** What `datasets.update` takes. */
export interface UpdateDataset extends z.infer<typeof updateDatasetSchema> {}

export const deleteDatasetSchema = z.strictObject({ dataset_id: uuidSchema });

/** What `datasets.delete` takes. */
export interface DeleteDataset extends z.infer<typeof deleteDatasetSchema> {}

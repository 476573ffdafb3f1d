import type { ProcessRule } from '../indexing/process-rule.ts';
import type { ExternalRecord, PipelineDefinition } from '../knowledge/definitions.ts';
import type { StoredRetrievalModel } from '../knowledge/retrieval-model.ts';

/** How text is kept: `text_model` in chunks, `hierarchical_model` in chunks with smaller ones, `qa_model` as pairs. */
export type DocForm = 'text_model' | 'hierarchical_model' | 'qa_model';

/** A knowledge base as it is kept. Times are Unix seconds. */
export interface DatasetRow {
  id: string;
  name: string;
  description: string;
  /** `vendor`, `external`; a real server takes any word. */
  provider: string;
  permission: 'only_me' | 'all_team_members' | 'partial_members';
  /** Who may see it when the permission is `partial_members`. */
  members: string[];
  data_source_type: string | null;
  indexing_technique: 'high_quality' | 'economy' | null;
  embedding_model: string | null;
  embedding_model_provider: string | null;
  /** `null` while nobody has set one: then the server's default holds. */
  retrieval_model: StoredRetrievalModel | null;
  summary_index_setting: Record<string, unknown> | null;
  doc_form: DocForm | null;
  built_in_field_enabled: boolean;
  enable_api: boolean;
  app_count: number;
  created_at: number;
  updated_at: number;
  updated_by: string | null;
  /** Where an external knowledge base lives, and what it would find there. */
  external: { id: string; apiId: string; apiName: string; endpoint: string; records: ExternalRecord[] } | null;
  /** What a knowledge pipeline asks for. */
  pipeline: PipelineDefinition | null;
}

/** A document as it is kept. */
export interface DocumentRow {
  id: string;
  dataset_id: string;
  position: number;
  batch: string;
  name: string;
  data_source_type: string;
  data_source_info: Record<string, unknown>;
  /** The rule that it was cut by; `null` when a pipeline cut it. */
  process_rule_id: string | null;
  doc_form: DocForm;
  doc_language: string | null;
  created_from: 'api' | 'web' | 'rag-pipeline';
  created_at: number;
  updated_at: number;
  tokens: number | null;
  word_count: number | null;
  enabled: boolean;
  disabled_at: number | null;
  archived: boolean;
  error: string | null;
  doc_metadata: Record<string, unknown> | null;
  /** Where its indexing stands. */
  indexing: IndexingProgress;
  /** Unix milliseconds until which actions on its state are refused; `null` when they are not. */
  lockedUntilMs: number | null;
}

/** How far the indexing of a document has come. All that a server needs to go on after a restart. */
interface IndexingProgress {
  /** The stage whose effects the rows show. */
  stage: IndexingStage;
  /** Unix milliseconds of the start. */
  begunMs: number;
  /** Stages that were gone by hand. */
  steps: number;
  /** Unix seconds at which each stage began that was reached. */
  reached: Partial<Record<IndexingStage, number>>;
  /** A pipeline goes from `waiting` to the end at once; `never` leaves a document waiting for good. */
  course: 'stages' | 'pipeline' | 'never';
}

/** Where indexing stands. */
export type IndexingStage = 'waiting' | 'parsing' | 'cleaning' | 'splitting' | 'indexing' | 'completed' | 'error';

/** How documents of a knowledge base are cut, as it is kept. */
interface ProcessRuleRow {
  id: string;
  dataset_id: string;
  rule: ProcessRule;
  created_at: number;
}

/** A chunk as it is kept. Rows are replaced, not changed: an index knows a chunk by its row. */
export interface SegmentRow {
  id: string;
  dataset_id: string;
  document_id: string;
  position: number;
  content: string;
  answer: string | null;
  word_count: number;
  tokens: number;
  keywords: string[] | null;
  index_node_id: string;
  /** The one field that changes in place: how often it was found. */
  hit_count: number;
  enabled: boolean;
  disabled_at: number | null;
  status: 'waiting' | 'indexing' | 'completed' | 'error';
  created_at: number;
  updated_at: number;
  updated_by: string | null;
  indexing_at: number | null;
  completed_at: number | null;
  error: string | null;
  stopped_at: number | null;
  /** Ids of knowledge files. */
  attachments: string[];
}

/** A smaller chunk of a chunk as it is kept. */
export interface ChildChunkRow {
  id: string;
  dataset_id: string;
  document_id: string;
  segment_id: string;
  position: number;
  content: string;
  type: 'automatic' | 'customized';
  created_at: number;
  updated_at: number;
}

/** A tag as it is kept. */
export interface TagRow {
  id: string;
  name: string;
  created_at: number;
}

/** A tag on a knowledge base; its id is made of both. */
interface TagBindingRow {
  id: string;
  tag_id: string;
  dataset_id: string;
}

/** A metadata field as it is kept. */
export interface MetadataFieldRow {
  id: string;
  dataset_id: string;
  name: string;
  type: 'string' | 'number' | 'time';
}

/** A metadata field on a document; its id is made of both. */
interface MetadataBindingRow {
  id: string;
  dataset_id: string;
  document_id: string;
  metadata_id: string;
}

/** A file that was given to a knowledge base as it is kept. */
export interface KnowledgeFileRow {
  id: string;
  name: string;
  size: number;
  extension: string;
  mime_type: string;
  /** Unix seconds, with their fractions. */
  created_at: number;
  /** Its bytes, in base64; `null` when they are those of `text`. */
  base64: string | null;
  /** The text that was found in it. */
  text: string;
  /** Why no text could be found; `null` when nothing went wrong. */
  problem: string | null;
}

/** What a server remembers of its knowledge bases. */
export interface KnowledgeTables {
  datasets: DatasetRow;
  documents: DocumentRow;
  processRules: ProcessRuleRow;
  segments: SegmentRow;
  childChunks: ChildChunkRow;
  tags: TagRow;
  tagBindings: TagBindingRow;
  metadataFields: MetadataFieldRow;
  metadataBindings: MetadataBindingRow;
  knowledgeFiles: KnowledgeFileRow;
}

/** The tables' names. */
export const knowledgeTables = [
  'datasets',
  'documents',
  'processRules',
  'segments',
  'childChunks',
  'tags',
  'tagBindings',
  'metadataFields',
  'metadataBindings',
  'knowledgeFiles',
] as const satisfies readonly (keyof KnowledgeTables)[];

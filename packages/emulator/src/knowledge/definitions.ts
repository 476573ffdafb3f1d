import type { ProcessRule } from '../indexing/process-rule.ts';
import type { DocForm } from '../world/knowledge-rows.ts';
import type { StoredRetrievalModel } from './retrieval-model.ts';

/** A knowledge base as a seed describes it. */
export interface KnowledgeBaseDefinition {
  /** @default made of the name, the same every time */
  readonly id?: string;
  /** At most 40 characters, one of its kind. */
  readonly name: string;
  /** @default '' */
  readonly description?: string;
  /** @default 'all_team_members' */
  readonly permission?: 'only_me' | 'all_team_members' | 'partial_members';
  /** `high_quality` can be searched by meaning, `economy` by keywords alone. @default 'high_quality' */
  readonly indexing?: 'high_quality' | 'economy';
  /** @default 'text_model' */
  readonly docForm?: DocForm;
  /** How its documents are cut. @default automatic */
  readonly processRule?: ProcessRule;
  /** How it is searched; what is left out is the server's default. */
  readonly retrieval?: Partial<StoredRetrievalModel>;
  /** Its documents, the oldest first. */
  readonly documents?: readonly KnowledgeDocumentDefinition[];
  /** Its tags; made when there are none of these names. */
  readonly tags?: readonly string[];
  /** Its metadata fields. */
  readonly metadata?: readonly { readonly name: string; readonly type: 'string' | 'number' | 'time' }[];
  /** Whether it can be reached by key. @default true */
  readonly isApiEnabled?: boolean;
  /** How many apps say that they use it. @default 0 */
  readonly appCount?: number;
  /** Makes it an external knowledge base: what it finds is listed here. */
  readonly external?: {
    readonly id: string;
    readonly apiName: string;
    readonly endpoint: string;
    readonly records: readonly ExternalRecord[];
  };
  /** Makes it one that a pipeline fills. */
  readonly pipeline?: PipelineDefinition;
}

/** A document as a seed describes it. */
export interface KnowledgeDocumentDefinition {
  /** With its extension, e.g. `places.txt`. */
  readonly name: string;
  readonly text: string;
  /** Values of metadata fields, by name. */
  readonly metadata?: Readonly<Record<string, string | number | null>>;
  /** @default true */
  readonly isEnabled?: boolean;
}

/** A passage that an external knowledge base can find. */
export interface ExternalRecord {
  /** Stands for the document's name and id. */
  readonly title: string;
  readonly content: string;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

/** Where the text of a pipeline comes from. */
export interface PipelineDatasource {
  /** The node at which a run starts. */
  readonly node_id: string;
  readonly title: string;
  readonly datasource_type: 'local_file' | 'online_document' | 'website_crawl' | 'online_drive';
  /** @default 'langgenius/file' */
  readonly plugin_id?: string;
  /** @default 'file' */
  readonly provider_name?: string;
  /** What a person fills in before it runs. */
  readonly user_input_variables?: readonly Readonly<Record<string, unknown>>[];
  readonly credentials?: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly is_default: boolean;
  }[];
}

/** A knowledge pipeline: where text comes from and how it is cut. */
export interface PipelineDefinition {
  readonly id: string;
  readonly workflow_id: string;
  readonly datasources: readonly PipelineDatasource[];
  /** Inputs of the form that a run needs. */
  readonly requiredInputs?: readonly string[];
  /** The inputs that say how text is cut. @default `Dilmiter`, `Maximum_Chunk_Length`, `Chunk_Overlap_Length`, `clean_1`, `clean_2` */
  readonly inputNames?: {
    readonly delimiter: string;
    readonly maxLength: string;
    readonly overlap: string;
    readonly removeExtraSpaces: string;
    readonly removeUrls: string;
  };
}

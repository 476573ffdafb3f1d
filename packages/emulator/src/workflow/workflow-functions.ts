/** What a workflow asks of the world outside. What is missing here fails the node that asks for it. */
export interface WorkflowFunctions {
  /** What code nodes come to, by node id. The code itself is never run. */
  readonly code?: Readonly<Record<string, CodeFunction>>;
  /** What HTTP nodes get. `undefined` is an address that cannot be reached. */
  readonly http?: HttpFunction;
  /** Tools by name, for tool nodes and agents. */
  readonly tools?: Readonly<Record<string, ToolDefinition>>;
  /** What knowledge nodes find. @default what the server's knowledge bases say */
  readonly knowledge?: KnowledgeFunction;
}

/** A code node's outputs from its variables. */
export type CodeFunction = (inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** A request of an HTTP node, every variable filled in. */
export interface HttpAsked {
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What it gets. Bytes become a file. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type HttpFunction = (asked: HttpAsked) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;

/** A file that a tool makes. */
export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly mime_type: string;
  /** With its dot. */
  readonly extension: string;
}

/** What a tool comes to. */
export interface ToolAnswer {
  readonly text?: string;
  readonly files?: readonly MadeFile[];
  readonly json?: readonly unknown[];
}

export interface ToolDefinition {
  /** What models read of it. */
  readonly description?: string;
  /** JSON schema of its arguments. @default none */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Of the provider, e.g. `time`. */
  readonly icon?: string;
  /** @throws Error when the tool fails; its message is what the node says */
  run(input: Readonly<Record<string, unknown>>): ToolAnswer | Promise<ToolAnswer>;
}

/** A passage as a knowledge node gives it on. */
export interface KnowledgePassage {
  readonly metadata: PassageMetadata;
  readonly title: string;
  readonly content: string;
  readonly files: readonly unknown[] | null;
  readonly summary: string | null;
}

/** Where a passage comes from. */
export interface PassageMetadata {
  readonly position?: number | null;
  readonly dataset_id?: string | null;
  readonly dataset_name?: string | null;
  readonly document_id?: string | null;
  readonly document_name?: string | null;
  readonly data_source_type?: string | null;
  readonly segment_id?: string | null;
  readonly retriever_from?: string | null;
  readonly score?: number | null;
  readonly segment_hit_count?: number | null;
  readonly segment_word_count?: number | null;
  readonly segment_position?: number | null;
  readonly segment_index_node_hash?: string | null;
  readonly doc_metadata?: Record<string, unknown> | null;
  readonly [more: string]: unknown;
}

export type KnowledgeFunction = (
  query: string,
  datasetIds: readonly string[],
  topK: number,
) => readonly KnowledgePassage[] | Promise<readonly KnowledgePassage[]>;

/** A step of a workflow's run. */
export interface RunNode {
  /** The execution's id; unique in the run. An iteration or loop that runs again has its place behind a `:`. */
  readonly id: string;
  readonly nodeId: string;
  /** The `id` of the iteration or loop that it runs in. */
  readonly parentId?: string;
  /** Of a step inside: its round, from 0. Of an iteration or loop: how many rounds have begun. */
  readonly round?: number;
  /** Dify's node type, e.g. `llm`, `knowledge-retrieval`. Open. */
  readonly type: string;
  readonly title: string;
  readonly status: 'running' | 'retrying' | 'succeeded' | 'failed' | 'exception' | 'stopped' | 'paused';
  /** Unix time in milliseconds by the server's clock, of whole seconds. */
  readonly startedAt?: number;
  readonly elapsedMs?: number;
  /** Why it failed. Of an `exception`, after which the workflow went on, the failure itself. */
  readonly error?: string;
  /** Tries of it that failed, the first one first. Absent where none did. */
  readonly retries?: readonly NodeRetry[];
  readonly tokens?: number;
  /** What it was given, where the handler lets it through. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** What it did with that, where the handler lets it through. */
  readonly processData?: Readonly<Record<string, unknown>>;
  /** What it made, where the handler lets it through. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** What an agent did in it, in the order of arrival. Absent where there was none. */
  readonly agentLog?: readonly AgentLogItem[];
}

/** A try of a step that failed. */
export interface NodeRetry {
  /** From 1. */
  readonly index: number;
  readonly elapsedMs?: number;
  readonly error?: string;
}

/** A round, a thought or a call of an agent. */
export interface AgentLogItem {
  readonly id: string;
  /** The `id` of the item that it is part of. */
  readonly parentId?: string;
  /** `ROUND 1`, `CALL <tool>`, … Open. */
  readonly label: string;
  readonly status: 'running' | 'succeeded' | 'failed' | 'stopped';
  readonly error?: string;
  /** Of no fixed shape. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The run of a workflow behind an answer. */
export interface WorkflowRun {
  readonly id: string;
  readonly status: 'running' | 'paused' | 'succeeded' | 'partial-succeeded' | 'failed' | 'stopped';
  /** In the order of arrival. */
  readonly nodes: readonly RunNode[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  /** Unix time in milliseconds by the server's clock, of whole seconds. */
  readonly startedAt?: number;
  readonly elapsedMs?: number;
  readonly totalTokens?: number;
}

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
  readonly elapsedMs?: number;
  readonly error?: string;
}

/** The run of a workflow behind an answer. */
export interface WorkflowRun {
  readonly id: string;
  readonly status: 'running' | 'paused' | 'succeeded' | 'partial-succeeded' | 'failed' | 'stopped';
  /** In the order of arrival. */
  readonly nodes: readonly RunNode[];
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly elapsedMs?: number;
  readonly totalTokens?: number;
}

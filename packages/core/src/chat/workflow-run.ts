/** A step of a workflow's run. */
export interface RunNode {
  /** The execution's id; unique in the run. */
  readonly id: string;
  readonly nodeId: string;
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

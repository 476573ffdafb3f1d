/** A run of a workflow or chatflow as it is kept. Times are Unix seconds. */
export interface WorkflowRunRow {
  id: string;
  app: string;
  user: string;
  task_id: string;
  workflow_id: string;
  status: 'running' | 'paused' | 'succeeded' | 'failed' | 'stopped' | 'partial-succeeded';
  /** The form's values, then the `sys.` ones in their order. */
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  error: string | null;
  total_steps: number;
  total_tokens: number;
  exceptions_count: number;
  created_at: number;
  finished_at: number | null;
  /** Seconds. */
  elapsed_time: number;
  /** Runs of one second keep their order by it. */
  order: number;
  /** Whether its caller waits for the whole answer: such a run resumes differently. */
  isBlocking: boolean;
  conversation_id: string | null;
  message_id: string | null;
  /** Where the host's files are, e.g. `http://localhost:5001`. */
  origin: string;
  /** What a paused run goes on with. */
  pause: PausedRun | null;
}

/** All that a paused run knows. Plain data: it outlives the server. */
export interface PausedRun {
  /** Values by node, then by variable. */
  pool: Record<string, Record<string, unknown>>;
  /** What became of each node. */
  nodes: Record<string, 'running' | 'waiting' | 'done' | 'skipped' | 'paused'>;
  /** What became of each edge, by its place in the definition. */
  edges: Record<number, 'taken' | 'skipped'>;
  /** What the response writer has sent and holds back. */
  speech: unknown;
  /** The answer so far. */
  answer: string;
  /** Seconds that the run has worked. */
  elapsed: number;
  /** Execution ids of the nodes that wait. */
  executions: Record<string, string>;
  /** Passages that the answer rests on. */
  sources: unknown[];
}

/** A node of a run as it is kept. */
export interface NodeExecutionRow {
  /** The execution's id, not the node's. */
  id: string;
  run_id: string;
  node_id: string;
  node_type: string;
  title: string;
  status: 'running' | 'succeeded' | 'failed' | 'exception' | 'paused' | 'stopped';
  error: string | null;
  elapsed_time: number;
  created_at: number;
  finished_at: number | null;
  iteration_id: string | null;
  loop_id: string | null;
  /** How deep inside iterations and loops it stands. */
  depth: number;
  /** Counts from 1 in a run. */
  order: number;
  files: unknown[];
}

/** A form that a run waits for. */
export interface FormRow {
  id: string;
  /** Opens it. */
  token: string;
  run_id: string;
  app: string;
  node_id: string;
  node_title: string;
  /** Variables filled in, marks of its fields left. */
  form_content: string;
  /** As the node has it. */
  raw_content: string;
  inputs: Record<string, unknown>[];
  actions: { id: string; title: string; button_style: string }[];
  resolved_default_values: Record<string, unknown>;
  /** Whether it can be opened by its token. */
  isOpenToApi: boolean;
  channels: string[];
  expiration_time: number;
  created_at: number;
  status: 'waiting' | 'submitted' | 'timeout';
  submission: {
    action_id: string;
    action_text: string;
    inputs: Record<string, unknown>;
  } | null;
  order: number;
}

/** A variable of a conversation with its value. Times are Unix seconds. */
export interface ConversationVariableRow {
  id: string;
  app: string;
  conversation_id: string;
  name: string;
  value_type: string;
  value: unknown;
  description: string;
  created_at: number;
  updated_at: number;
}

/** A line of an app's log of runs. */
export interface WorkflowLogRow {
  id: string;
  run_id: string;
  app: string;
  created_at: number;
  order: number;
}

/** A file that a run has made, its bytes as base64. */
export interface ToolFileRow {
  id: string;
  app: string;
  user: string;
  /** 32 hex digits and the extension. */
  name: string;
  /** With its dot. */
  extension: string;
  mime_type: string;
  size: number;
  base64: string;
}

/** What a server remembers of its workflow runs. */
export interface WorkflowTables {
  workflowRuns: WorkflowRunRow;
  nodeExecutions: NodeExecutionRow;
  forms: FormRow;
  conversationVariables: ConversationVariableRow;
  workflowLogs: WorkflowLogRow;
  toolFiles: ToolFileRow;
}

/** The tables' names. */
export const workflowTables = [
  'workflowRuns',
  'nodeExecutions',
  'forms',
  'conversationVariables',
  'workflowLogs',
  'toolFiles',
] as const satisfies readonly (keyof WorkflowTables)[];

import type { PauseReason } from '../schemas/pause-reason.ts';
import type { EventEnvelope, OpenFields } from './event-envelope.ts';
import type { OutputFile } from './output-file.ts';

/** What every event of a workflow's run carries. */
export interface RunEnvelope extends EventEnvelope {
  /** A UUID; leads to the run's details and events. `agent_log` and `reasoning_chunk` of chatflows lack it. */
  workflow_run_id?: string;
}

/** One of the words known today, or a new one. */
export type OpenWord<Known extends string> = Known | (string & Record<never, never>);

/** What begins. */
export interface WorkflowStartedData extends OpenFields {
  /** The run's id, a UUID. */
  id?: string;
  workflow_id?: string;
  /** Values of the start node's variables, and Dify's own under `sys.…`. */
  inputs?: Record<string, unknown> | null;
  /** Unix time in seconds. */
  created_at?: number;
  /** `resumption` after a pause. Since Dify 1.14. */
  reason?: OpenWord<'initial' | 'resumption'>;
}

/** A run begins, or goes on after a pause. */
export interface WorkflowStartedEvent extends RunEnvelope {
  event: 'workflow_started';
  data: WorkflowStartedData;
}

/** How a run ended. */
export interface WorkflowFinishedData extends OpenFields {
  /** The run's id, a UUID. */
  id?: string;
  workflow_id?: string;
  /** `partial-succeeded`: a node failed, and the workflow went on without it. */
  status?: OpenWord<'succeeded' | 'failed' | 'stopped' | 'partial-succeeded'>;
  /** Values of the end nodes by name; a chatflow's text is `answer`. Empty or `null` when failed or stopped. */
  outputs?: Record<string, unknown> | null;
  /** A model's failure holds JSON as text. Dify 1.14 can call a stop failed: "Aborted: User requested stop". */
  error?: string | null;
  /** Seconds. */
  elapsed_time?: number;
  total_tokens?: number;
  total_steps?: number;
  /** The end user as `{ id, user }`, or an account; empty for runs that could not begin. */
  created_by?: Record<string, unknown> | null;
  /** Unix time in seconds. */
  created_at?: number;
  /** Unix time in seconds. */
  finished_at?: number | null;
  /** Counts every failed attempt of a node, retries too. */
  exceptions_count?: number | null;
  /** Every file among the outputs. */
  files?: OutputFile[] | null;
}

/** A run is over. */
export interface WorkflowFinishedEvent extends RunEnvelope {
  event: 'workflow_finished';
  data: WorkflowFinishedData;
}

/** What a run waits for. */
export interface WorkflowPausedData extends OpenFields {
  /** The run's id, a UUID. */
  workflow_run_id?: string;
  /** Ids of the nodes that wait, in no order of use. */
  paused_nodes?: string[] | null;
  /** Filled in snapshots only; a chatflow's text so far is `answer`. */
  outputs?: Record<string, unknown> | null;
  /** One a form; match them by `node_id`. */
  reasons?: PauseReason[] | null;
  /** `paused`. */
  status?: string;
  /** Unix time in seconds. */
  created_at?: number;
  /** Seconds. */
  elapsed_time?: number;
  total_tokens?: number;
  total_steps?: number;
}

/** A run waits for its forms. The stream ends here, unless it was asked to go on. */
export interface WorkflowPausedEvent extends RunEnvelope {
  event: 'workflow_paused';
  data: WorkflowPausedData;
}

/** A piece of text and where it comes from. */
export interface TextChunkData extends OpenFields {
  /** Text to append to what came from the same variable. */
  text: string;
  /** Where it comes from: a node id, then a name. */
  from_variable_selector?: string[] | null;
}

/** A piece of one output of a workflow. All outputs are sent, so that all pieces joined are not the answer. */
export interface TextChunkEvent extends RunEnvelope {
  event: 'text_chunk';
  data: TextChunkData;
}

/** A piece of thinking and where it comes from. */
export interface ReasoningChunkData extends OpenFields {
  /** `null` in workflows. */
  message_id?: string | null;
  /** Text to append, untrimmed. */
  reasoning: string;
  /** The model's node. */
  node_id?: string | null;
  /** Comes after the answer's text: thinking ends when text begins. */
  is_final?: boolean;
}

/** A piece of a model's thinking that the app keeps apart from the answer. Since Dify 1.16. */
export interface ReasoningChunkEvent extends RunEnvelope {
  event: 'reasoning_chunk';
  data: ReasoningChunkData;
}

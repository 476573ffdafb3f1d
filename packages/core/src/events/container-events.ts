import type { OpenFields } from './event-envelope.ts';
import type { ExecutionMetadata } from './node-events.ts';
import type { OpenWord, RunEnvelope } from './run-events.ts';

/** What names an iteration or a loop. It has no events of a node besides, and does not say which container it is in. */
export interface ContainerNames extends OpenFields {
  /** The same as `node_id`, in every round of what it is in. */
  id: string;
  node_id: string;
  /** `iteration` or `loop`. */
  node_type?: string;
  title?: string;
  /** Unix time in seconds. */
  created_at?: number;
}

/** An iteration or loop that begins. */
export interface ContainerStartedData extends ContainerNames {
  /** `{ iteration_length }` or `{ loop_length }`. */
  metadata?: Record<string, unknown> | null;
  /** `{ iterator_selector: items }`, or `{ loop_count }` and the loop's variables. */
  inputs?: Record<string, unknown> | null;
}

/** An iteration begins. */
export interface IterationStartedEvent extends RunEnvelope {
  event: 'iteration_started';
  data: ContainerStartedData;
}

/** A loop begins. */
export interface LoopStartedEvent extends RunEnvelope {
  event: 'loop_started';
  data: ContainerStartedData;
}

/** Which round begins. */
export interface IterationNextData extends ContainerNames {
  /** From 0. */
  index?: number;
}

/** A round of an iteration begins. All of them come at once when the rounds run side by side. */
export interface IterationNextEvent extends RunEnvelope {
  event: 'iteration_next';
  data: IterationNextData;
}

/** Which round is over. */
export interface LoopNextData extends ContainerNames {
  /** From 1. */
  index?: number;
}

/** A round of a loop is over. */
export interface LoopNextEvent extends RunEnvelope {
  event: 'loop_next';
  data: LoopNextData;
}

/** How an iteration or loop ended. */
export interface ContainerCompletedData extends ContainerNames {
  inputs?: Record<string, unknown> | null;
  /** `{ output: items }`, or the loop's variables and `loop_round`. A failed item is `null` or left out. */
  outputs?: Record<string, unknown> | null;
  status?: OpenWord<'succeeded' | 'failed'>;
  /** `null` also when it failed: the reason is in `workflow_finished`. */
  error?: string | null;
  /** Seconds. */
  elapsed_time?: number;
  total_tokens?: number;
  execution_metadata?: ExecutionMetadata | null;
  /** Unix time in seconds. */
  finished_at?: number | null;
  /** How many items or rounds. */
  steps?: number;
}

/** An iteration is over. */
export interface IterationCompletedEvent extends RunEnvelope {
  event: 'iteration_completed';
  data: ContainerCompletedData;
}

/** A loop is over. */
export interface LoopCompletedEvent extends RunEnvelope {
  event: 'loop_completed';
  data: ContainerCompletedData;
}

import type { OpenFields } from './event-envelope.ts';
import type { OutputFile } from './output-file.ts';
import type { OpenWord, RunEnvelope } from './run-events.ts';

/** What names a node in every event about it. */
export interface NodeNames extends OpenFields {
  /** Of this execution of the node: the same from its start to its end, also across a pause. */
  id: string;
  /** In the workflow's graph: the same in every round of a loop. */
  node_id: string;
  /** `llm`, `tool`, `if-else`, … Open. */
  node_type?: string;
  title?: string;
  /** Always 1 in a live stream: order nodes by arrival. */
  index?: number;
  /** The iteration that the node is in. */
  iteration_id?: string | null;
  /** The loop that the node is in. */
  loop_id?: string | null;
}

/** What a node cost and where it stood. */
export interface ExecutionMetadata extends OpenFields {
  total_tokens?: number | null;
  /** A decimal, mostly as text. */
  total_price?: string | number | null;
  currency?: string | null;
  iteration_id?: string | null;
  /** The round of the iteration, from 0. Only here. */
  iteration_index?: number | null;
  loop_id?: string | null;
  /** The round of the loop, from 0. Only here. */
  loop_index?: number | null;
  /** Seconds by round. */
  iteration_duration_map?: Record<string, number> | null;
  /** Seconds by round. */
  loop_duration_map?: Record<string, number> | null;
  /** The loop's variables after each round. */
  loop_variable_map?: Record<string, unknown> | null;
  /** `default-value` or `fail-branch`: the node failed and the workflow went on. */
  error_strategy?: string | null;
}

/** A node that begins. */
export interface NodeStartedData extends NodeNames {
  /** Always `null` live. */
  inputs?: Record<string, unknown> | null;
  /** Unix time in seconds. */
  created_at?: number;
  /** `icon` of tools, data sources and triggers. */
  extras?: Record<string, unknown> | null;
  /** Of agent nodes. */
  agent_strategy?: { name?: string; icon?: string | null } | null;
}

/** A node begins. */
export interface NodeStartedEvent extends RunEnvelope {
  event: 'node_started';
  data: NodeStartedData;
}

/** How a node ended. */
export interface NodeFinishedData extends NodeNames {
  inputs?: Record<string, unknown> | null;
  process_data?: Record<string, unknown> | null;
  /** By name; of an `exception` the real failure is `error_message`. `null` in snapshots. */
  outputs?: Record<string, unknown> | null;
  /** `exception`: failed, and the workflow went on. `paused` in snapshots only. */
  status?: OpenWord<'succeeded' | 'failed' | 'exception' | 'stopped' | 'paused' | 'retry'>;
  /** Of an `exception` only "Unknown error". */
  error?: string | null;
  /** Seconds. */
  elapsed_time?: number;
  /** `null` for nodes without cost or place. */
  execution_metadata?: ExecutionMetadata | null;
  /** Unix time in seconds. */
  created_at?: number;
  /** Unix time in seconds. */
  finished_at?: number | null;
  files?: OutputFile[] | null;
}

/** A node is over. Nodes that were running when a run failed or was stopped have no such event. */
export interface NodeFinishedEvent extends RunEnvelope {
  event: 'node_finished';
  data: NodeFinishedData;
}

/** How a try of a node failed. */
export interface NodeRetryData extends NodeFinishedData {
  /** From 1. */
  retry_index?: number;
}

/** A node failed and tries again, without starting anew. */
export interface NodeRetryEvent extends RunEnvelope {
  event: 'node_retry';
  data: NodeRetryData;
}

/** One item of a tree: a round, a thought or a call. */
export interface AgentLogData extends OpenFields {
  /** Comes twice: at the start, and at the end. */
  id: string;
  /** The id of the node in the graph, not of its execution. */
  node_execution_id?: string;
  /** `ROUND 1`, `<model> Thought`, `CALL <tool>`, … */
  label?: string;
  /** The item that this one is part of. */
  parent_id?: string | null;
  error?: string | null;
  /** Stays `start` for ever when the run fails or is stopped. */
  status?: OpenWord<'start' | 'success' | 'error'>;
  /** Of no fixed shape. */
  data?: Record<string, unknown> | null;
  /** Its times are of a process clock, not of the calendar. */
  metadata?: Record<string, unknown> | null;
  node_id?: string;
}

/** What an agent node does. */
export interface AgentLogEvent extends RunEnvelope {
  event: 'agent_log';
  data: AgentLogData;
}

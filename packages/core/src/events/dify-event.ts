import type { AgentThought } from '../resources/messages/schemas.ts';
import type { RetrieverResource } from '../schemas/retriever-resource.ts';
import type { Usage } from '../schemas/usage.ts';

/** What every event of a message stream carries. Absent where an old or odd server leaves it out. */
export interface EventEnvelope {
  conversation_id?: string;
  message_id?: string;
  /** Unix time in seconds at which the message was made. */
  created_at?: number;
  /** Needed to stop the answer. */
  task_id?: string;
}

/** More text of the answer. */
export interface MessageEvent extends EventEnvelope {
  event: 'message';
  answer: string;
  from_variable_selector?: string[] | null;
}

/** More text of an agent's answer. */
export interface AgentMessageEvent extends EventEnvelope {
  event: 'agent_message';
  answer: string;
}

/** A round of an agent. Comes several times with one id; later ones are more complete. */
export interface AgentThoughtEvent extends EventEnvelope {
  event: 'agent_thought';
  id: string;
  /** From 1. */
  position?: AgentThought['position'];
  thought?: AgentThought['thought'];
  /** Names of the tools, joined by `;`. */
  tool?: AgentThought['tool'];
  tool_input?: AgentThought['tool_input'];
  observation?: AgentThought['observation'];
  message_files?: string[] | null;
}

/** A file of the answer, or more text of an answer that has files. */
export interface MessageFileEvent extends EventEnvelope {
  event: 'message_file';
  id?: string;
  type?: string;
  belongs_to?: string;
  url?: string;
  /** Text to append, on servers that send it under this name. */
  answer?: string;
}

/** The answer is whole. */
export interface MessageEndEvent extends EventEnvelope {
  event: 'message_end';
  metadata?: {
    retriever_resources?: RetrieverResource[] | null;
    usage?: Usage | null;
    annotation_reply?: { id?: string; account?: { id?: string; name?: string } | null } | null;
  } | null;
  files?: unknown[] | null;
}

/** The answer so far is to be replaced by this one. */
export interface MessageReplaceEvent extends EventEnvelope {
  event: 'message_replace';
  answer: string;
  reason?: string;
}

/** A piece of the answer read aloud. */
export interface TtsMessageEvent extends EventEnvelope {
  event: 'tts_message';
  /** Base64 of a piece of one MP3 stream. */
  audio: string;
}

/** The reading is over. */
export interface TtsMessageEndEvent extends EventEnvelope {
  event: 'tts_message_end';
  audio: string;
}

/** The run failed. Nothing of use comes after it. */
export interface ErrorEvent extends EventEnvelope {
  event: 'error';
  code?: string;
  status?: number;
  message: string;
}

/** The names of the events that tell of a workflow's run. */
export const workflowEvents = [
  'workflow_started',
  'workflow_finished',
  'workflow_paused',
  'node_started',
  'node_finished',
  'node_retry',
  'iteration_started',
  'iteration_next',
  'iteration_completed',
  'loop_started',
  'loop_next',
  'loop_completed',
  'text_chunk',
  'agent_log',
  'reasoning_chunk',
  'human_input_required',
  'human_input_form_filled',
  'human_input_form_timeout',
] as const;

/** An event of a workflow's run. */
export interface WorkflowEvent extends EventEnvelope {
  event: (typeof workflowEvents)[number];
  workflow_run_id?: string;
  data: Record<string, unknown>;
}

/** An event that this version does not know. Nothing of it is lost. */
export interface UnknownEvent {
  event: 'unknown';
  /** The name that the server gave it. */
  name: string;
  /** The event as it came. */
  data: Record<string, unknown>;
}

/** An event of a stream, told apart by `event`. */
export type DifyEvent =
  | MessageEvent
  | AgentMessageEvent
  | AgentThoughtEvent
  | MessageFileEvent
  | MessageEndEvent
  | MessageReplaceEvent
  | TtsMessageEvent
  | TtsMessageEndEvent
  | ErrorEvent
  | WorkflowEvent
  | UnknownEvent;

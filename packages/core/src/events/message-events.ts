import type { AgentThought } from '../resources/messages/schemas.ts';
import type { AnswerMetadata } from '../schemas/answer-metadata.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { OutputFile } from './output-file.ts';

/** More text of the answer. In agent apps of Dify 1.16 and later it comes once, with the last round's whole text. */
export interface TextMessageEvent extends EventEnvelope {
  event: 'message';
  /** The message's id again. */
  id?: string;
  /** Text to append; may be empty. */
  answer: string;
  /** Where a chatflow's text comes from: a node id, then a name. Empty or `null` in other apps. */
  from_variable_selector?: string[] | null;
}

/** More text of an agent: of all its rounds, joined with nothing between. */
export interface AgentMessageEvent extends EventEnvelope {
  event: 'agent_message';
  /** The message's id again. */
  id?: string;
  /** Text to append; may be empty. */
  answer: string;
}

/** A round of an agent. Comes several times with one id; later ones are more complete. */
export interface AgentThoughtEvent extends EventEnvelope {
  event: 'agent_thought';
  /** A UUID, the same every time this round is told of. */
  id: string;
  /** From 1. */
  position?: AgentThought['position'];
  /** All of the round's thought so far. */
  thought?: AgentThought['thought'];
  /** Names of the tools, joined by `;`. */
  tool?: AgentThought['tool'];
  /** Names to show by tool, then by language: `en_US`, `zh_Hans`, … */
  tool_labels?: AgentThought['tool_labels'];
  /** JSON as text, by tool name; sometimes plain text. */
  tool_input?: AgentThought['tool_input'];
  /** What came back: JSON as text, by tool name; sometimes plain text. */
  observation?: AgentThought['observation'];
  /** Ids of `message_file` events. */
  message_files?: string[] | null;
}

/** A file of the answer, or more text of an answer that has files. */
export interface MessageFileEvent extends EventEnvelope {
  event: 'message_file';
  /** Comes again in `agent_thought.message_files` and as `related_id` of `message_end.files`. */
  id?: string;
  /** `image`, `document`, `audio`, `video` or `custom`. Open. */
  type?: string;
  /** `assistant` or `user`. Open. */
  belongs_to?: string;
  /** Signed; expires after minutes. */
  url?: string;
  /** Text to append, on servers that send it under this name. */
  answer?: string;
}

/** The answer is whole. In a chatflow the run goes on for a moment. */
export interface MessageEndEvent extends EventEnvelope {
  event: 'message_end';
  /** The message's id again. */
  id?: string;
  /** What the answer rests on and what it cost. */
  metadata?: AnswerMetadata | null;
  /** The answer's files; in chat apps the person's own uploads too. */
  files?: OutputFile[] | null;
  /** Has the answer read aloud, as `message_id` of `audio.fromText`. Only behind a server of ours. */
  speech_id?: string;
}

/** The answer so far is to be replaced by this one; an empty one replaces nothing. */
export interface MessageReplaceEvent extends EventEnvelope {
  event: 'message_replace';
  /** The whole text. */
  answer: string;
  /** `output_moderation` or empty. Open. */
  reason?: string;
}

/** A piece of the answer read aloud. Only where the app reads by itself. */
export interface TtsMessageEvent extends EventEnvelope {
  event: 'tts_message';
  workflow_run_id?: string;
  /** Base64 of at most 4096 bytes of MP3, cut anywhere. Joined, the pieces are one or several MP3s in a row. */
  audio: string;
}

/** The reading is over. Chatflows and workflows do not send it. */
export interface TtsMessageEndEvent extends EventEnvelope {
  event: 'tts_message_end';
  workflow_run_id?: string;
  /** Empty. */
  audio: string;
}

/** The run failed. Nothing of use comes after it but speech. */
export interface StreamErrorEvent extends EventEnvelope {
  event: 'error';
  /** Dify's word for it, e.g. `invalid_param`; absent when the run could not begin. */
  code?: string;
  /** The HTTP status that this would have been. Some servers send it as text. */
  status?: number | string;
  /** May be JSON as text when a model failed; may be empty. */
  message: string;
}

/** An event of a message: its text, files, sources, speech and failure. */
export type MessageFamilyEvent =
  | TextMessageEvent
  | AgentMessageEvent
  | AgentThoughtEvent
  | MessageFileEvent
  | MessageEndEvent
  | MessageReplaceEvent
  | TtsMessageEvent
  | TtsMessageEndEvent
  | StreamErrorEvent;

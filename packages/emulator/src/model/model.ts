import type { RetrieverResource } from '@dify-oapi/core';

/** A file that a turn may speak of. */
export interface ModelFile {
  readonly id: string;
  readonly name: string;
  /** What could be read of it; empty for pictures and sound. */
  readonly text: string;
  /** @default 'document' */
  readonly type?: string;
}

/** A tool that a model wants to be used. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text of an object. */
  readonly arguments: string;
}

/** One line of the talk as a model reads it. */
export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** What an `assistant` asked for. */
  readonly tool_calls?: readonly ToolCall[];
  /** The call that a `tool` answers. */
  readonly tool_call_id?: string;
}

/** A tool that a model may call. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of an object. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * What a model is asked for.
 *
 * - `answer`: text, or calls of tools
 * - `title`: a conversation's title as text, from its first question
 * - `follow_ups`: a `follow_ups` piece
 * - `classify`: the `id` of one of `choices` as text
 * - `extract`: a JSON object of `schema` as text
 */
export type ModelPurpose = 'answer' | 'title' | 'follow_ups' | 'classify' | 'extract';

/** What a model is asked. `modelRequest` fills what is left out. */
export interface ModelRequest {
  readonly purpose: ModelPurpose;
  /** The question itself, or the text to classify or to extract from. */
  readonly query: string;
  /** The whole talk, the question last: what a language model would be sent. */
  readonly messages: readonly ModelMessage[];
  /** Earlier questions and answers, oldest first. */
  readonly history: readonly { readonly query: string; readonly answer: string }[];
  /** Files of this turn. */
  readonly files: readonly ModelFile[];
  /** Files of earlier turns. */
  readonly earlierFiles: readonly ModelFile[];
  /** Passages that the app has found for the question. */
  readonly context: readonly RetrieverResource[];
  /** Tools that may be called. */
  readonly tools: readonly ModelTool[];
  /** What `classify` chooses from. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  /** JSON schema of the object that `extract` or a structured answer wants. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** The model's name in the app's settings, where it has one. */
  readonly model?: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** How much was read and written. */
export interface ModelUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/** A piece of an answer. A bare string is text. */
export type Piece =
  | string
  | { readonly type: 'text'; readonly text: string }
  /** Thoughts before the answer. Chat apps do not show them; a workflow of 1.16 may stream them apart. */
  | { readonly type: 'reasoning'; readonly text: string }
  | ({ readonly type: 'tool_call' } & ToolCall)
  /** Passages that the answer rests on; `[n]` in the text is the n-th of them. */
  | { readonly type: 'sources'; readonly sources: readonly RetrieverResource[] }
  /** Questions that could come next. */
  | { readonly type: 'follow_ups'; readonly questions: readonly string[] }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly usage?: ModelUsage };

/** Why an answer ended. */
export type FinishReason = 'stop' | 'length' | 'tool_calls';

/** What stands where a language model stands in Dify. May throw a `ModelError`, also halfway. */
export type Model = (request: ModelRequest) => AsyncIterable<Piece>;

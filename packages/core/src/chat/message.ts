import type { DifyError } from '../errors/dify-error.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import type { RetrieverResource } from '../schemas/retriever-resource.ts';
import type { Usage } from '../schemas/usage.ts';
import type { BranchPosition } from './branches.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** Text of the answer, in Markdown. */
export interface TextPart {
  readonly type: 'text';
  /** Stable for the life of the message. */
  readonly id: string;
  readonly text: string;
  /** Whether more may come. */
  readonly state: 'streaming' | 'done';
}

/** What a model thought before it spoke. */
export interface ReasoningPart {
  readonly type: 'reasoning';
  /** Stable for the life of the message. */
  readonly id: string;
  /** In Markdown, as it came: with blanks around it. */
  readonly text: string;
  /** Whether more may come. Thinking is over when the text begins, or the answer ends. */
  readonly state: 'streaming' | 'done';
  /** Where it came from: `<think>` in the text, events of its own, or an agent's round. */
  readonly origin: 'think-tag' | 'reasoning-chunk' | 'agent-thought';
  /** The node whose model thought, where it is known. */
  readonly nodeId?: string;
  /** Unix time in milliseconds; absent for what was read from history. */
  readonly startedAt?: number;
  /** How long it took, in milliseconds; absent while it runs, and from history. */
  readonly ms?: number;
}

/** One use of a tool by an agent, or several at once. */
export interface ToolPart {
  readonly type: 'tool';
  readonly id: string;
  /** Names of the tools, joined by `;`. */
  readonly name: string;
  /** Names to show by tool, then by language: `en_US`, `zh_Hans`, … */
  readonly labels?: Readonly<Record<string, unknown>>;
  /** JSON or plain text. */
  readonly input: string;
  /** What came back; absent while it runs. */
  readonly output?: string;
  readonly thought?: string;
  /** Dify gives no state: `failed` is read from what came back. */
  readonly state: 'running' | 'done' | 'failed';
  /** Unix time in milliseconds; absent for what was read from history. */
  readonly startedAt?: number;
  /** How long it took, in milliseconds; absent while it runs, and from history. */
  readonly ms?: number;
}

/** A file that the app made. */
export interface FilePart {
  readonly type: 'file';
  readonly id: string;
  /** `image`, `document`, `audio`, `video` or `custom`. */
  readonly kind: string;
  /** Signed; expires after minutes. */
  readonly url: string;
  readonly name?: string;
  /** Bytes, where known. */
  readonly size?: number;
}

/** A form that the run waits for, or waited for. What follows it was said after it was answered. */
export interface HumanInputPart {
  readonly type: 'human-input';
  /** The form's id. */
  readonly id: string;
  /** The form with its state, and its answer once there is one. */
  readonly form: PendingForm;
}

/** A piece of an answer. */
export type MessagePart = TextPart | ReasoningPart | ToolPart | FilePart | HumanInputPart;

/** How far an answer is. Exactly one of the last five is its end. */
export type AssistantStatus =
  /** Sent; nothing has arrived. */
  | { readonly type: 'pending' }
  | { readonly type: 'streaming' }
  | { readonly type: 'complete' }
  /** The person stopped it. `serverUnaware`: Dify could not be told and may go on. */
  | { readonly type: 'stopped'; readonly serverUnaware?: boolean }
  /** A workflow waits for a person. */
  | { readonly type: 'paused' }
  /** The connection was lost. The text so far is kept; the run may still be alive. */
  | { readonly type: 'interrupted'; readonly error: DifyError }
  | { readonly type: 'failed'; readonly error: DifyError };

/** A file of a question. */
export interface MessageAttachment {
  readonly id: string;
  readonly name: string;
  /** `image`, `document`, `audio`, `video` or `custom`. */
  readonly kind: string;
  /** Bytes, where known. */
  readonly size?: number;
  readonly url?: string;
}

/** What the person said. */
export interface UserMessage {
  readonly role: 'user';
  /** Ours, for life: the key of its row. */
  readonly id: string;
  /** Dify's id of the turn, once known. */
  readonly serverId?: string;
  /** Unix time in milliseconds. */
  readonly createdAt: number;
  readonly text: string;
  readonly files: readonly MessageAttachment[];
  /** Where it stands among the branches of its place; absent where it is the only one. */
  readonly branch?: BranchPosition | undefined;
}

/** What the app answers. */
export interface AssistantMessage {
  readonly role: 'assistant';
  /** Ours, for life: the key of its row. */
  readonly id: string;
  /** Dify's id of the turn, once known. */
  readonly serverId?: string;
  /** Unix time in milliseconds. */
  readonly createdAt: number;
  /** The `id` of the question. */
  readonly replyTo: string;
  readonly status: AssistantStatus;
  readonly parts: readonly MessagePart[];
  /** The run behind it, in chatflows. */
  readonly run?: WorkflowRun;
  /** Passages that the answer rests on. */
  readonly sources: readonly RetrieverResource[];
  readonly usage?: Usage;
  /** Milliseconds since the question was sent. */
  readonly timing?: { readonly firstTokenMs?: number; readonly totalMs?: number };
  readonly feedback: 'like' | 'dislike' | null;
  /** Whose approved answer this is, when an annotation replied. */
  readonly annotation?: { readonly id: string; readonly author?: string };
  /** Whether the app's content rules replaced what had been written. */
  readonly replaced?: boolean;
  /** Whether the server has forgotten the text: it is held here alone, and the app does not know it in later turns. */
  readonly unstored?: boolean;
  /** Where its turn stands among the branches of its place; absent where it is the only one. */
  readonly branch?: BranchPosition | undefined;
}

/** A row of a conversation. */
export type ChatMessage = UserMessage | AssistantMessage;

/** The forms of an answer, in the order in which they came. */
export function formsOf(message: AssistantMessage): readonly PendingForm[] {
  return message.parts.flatMap((part) => (part.type === 'human-input' ? [part.form] : []));
}

/** The text of an answer: its text parts in order, without what was thought. */
export function textOf(message: AssistantMessage): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

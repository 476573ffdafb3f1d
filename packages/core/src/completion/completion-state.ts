import type { FilePart } from '../chat/message.ts';
import type { DifyError } from '../errors/dify-error.ts';
import type { RetrieverResource } from '../schemas/retriever-resource.ts';
import type { Usage } from '../schemas/usage.ts';
import type { RunOutcome, RunStatus } from '../stores/run-status.ts';

/** A text generator at one moment. The same object until something changes; unchanged parts keep their identity. */
export interface CompletionSnapshot {
  readonly status: RunStatus;
  /** Why the last text failed. */
  readonly error: DifyError | null;
  /** How the text ended; `null` while it is written, and before any. */
  readonly outcome: RunOutcome | null;
  /** The text so far, in Markdown. */
  readonly text: string;
  /** Dify's id of the text, once known. */
  readonly messageId: string | null;
  /** Files that the app made. */
  readonly files: readonly FilePart[];
  /** Passages that the text rests on. */
  readonly sources: readonly RetrieverResource[];
  readonly usage: Usage | null;
  readonly feedback: 'like' | 'dislike' | null;
  /** Whether the app's content rules replaced what had been written. */
  readonly isReplaced: boolean;
  /** Unix time in milliseconds by our clock; `null` before any text. For a clock: now less this. */
  readonly startedAt: number | null;
  /** Milliseconds from the start to the first piece of text; `null` until it came. */
  readonly firstTokenMs: number | null;
  /** How long the text took; `null` until it has ended. */
  readonly elapsedMs: number | null;
}

/** A text generator before any text. */
export const noText: CompletionSnapshot = {
  status: 'ready',
  error: null,
  outcome: null,
  text: '',
  messageId: null,
  files: [],
  sources: [],
  usage: null,
  feedback: null,
  isReplaced: false,
  startedAt: null,
  firstTokenMs: null,
  elapsedMs: null,
};

import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { InputFile } from '../schemas/input-file.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { RunResult } from '../stores/run-result.ts';
import type { RunActionResult } from '../stores/run-status.ts';
import type { CompletionSnapshot } from './completion-state.ts';

/** What can be given beside the values of the variables. */
export interface CompleteOptions {
  /** Only for apps whose prompt has no variable for the text. */
  readonly query?: string | undefined;
  /** Ignored by apps that have uploads switched off. */
  readonly files?: readonly InputFile[] | undefined;
}

/** How a text ended. `ok` is true also for one that was stopped. */
export type CompleteResult = RunResult<CompletionSnapshot>;

/** The verbs of a text generator. One object for life; none of them rejects. */
export interface CompletionActions<Inputs extends object = Record<string, unknown>> {
  /**
   * Has a text written, and resolves when it has ended. Refused with `busy` while one is written. Without anything it asks
   * again what was asked last, for another text on the same.
   *
   * @param inputs values of the app's variables. @default those of the last text, else the store's
   */
  complete(inputs?: Inputs, options?: CompleteOptions): Promise<CompleteResult>;
  /** Ends the text at once, keeps what is there and tells Dify once. */
  stop(): Promise<RunActionResult>;
  /** Goes on with a text: one that was saved before a reload, or the last one here after its connection was lost. */
  resume(saved?: SavedRun): Promise<CompleteResult>;
  /** Rates the text, `null` takes it back. Shown at once, undone when Dify refuses. */
  setFeedback(rating: 'like' | 'dislike' | null, reason?: string): Promise<RunActionResult>;
  /** Forgets the error of the last text; what is there stays. */
  clearError(): void;
  /** Forgets the text. Detaches from one that is being written; does not stop it. */
  reset(): void;
}

/** What a text generator tells while it lives. */
export interface CompletionListeners {
  /** Every event of the stream, unknown ones too. */
  onEvent?: (event: DifyEvent) => void;
  /** A text has ended, whatever the end. */
  onFinish?: (snapshot: CompletionSnapshot) => void;
  /** Something failed; the same error stands in the snapshot. */
  onError?: (error: DifyError) => void;
  /** Something odd that harmed nothing: a line that was no JSON, an event of another run. */
  onWarning?: (warning: string) => void;
  /** What to keep so that the text can be gone on with after a reload; `null` when it is over. Ids only, no text. */
  onRunChange?: (saved: SavedRun | null) => void;
}

/** One place where texts are written: the last one, and the verbs. Lives outside any view. */
export interface Completion<Inputs extends object = Record<string, unknown>> {
  /** The state of this moment; the same object until something changes. */
  getSnapshot(): CompletionSnapshot;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  readonly actions: CompletionActions<Inputs>;
  /** Ends its life here: connections close, nothing is called any more. Does not stop a text. */
  dispose(): void;
}

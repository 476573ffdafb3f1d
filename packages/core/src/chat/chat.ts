import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import type { FormReply, SubmitResult } from '../human-input/submit-form.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { AssistantMessage, ChatMessage, MessageAttachment } from './message.ts';

/** What a conversation is doing. */
export type ChatStatus = 'ready' | 'submitted' | 'streaming' | 'paused' | 'stopping' | 'reconnecting' | 'error';

/** A conversation at one moment. The same object until something changes; unchanged messages keep their identity. */
export interface ChatSnapshot {
  /** Dify's id; `null` before the first answer of a new conversation begins. */
  readonly conversationId: string | null;
  readonly status: ChatStatus;
  /** Why the last turn failed, or why history could not be read. */
  readonly error: DifyError | null;
  /** Row keys in order; changes only when rows come or go. */
  readonly messageIds: readonly string[];
  readonly messages: readonly ChatMessage[];
  readonly history: { readonly status: 'idle' | 'loading' | 'ready' | 'error'; readonly hasMore: boolean };
  /** Messages that wait until the answer before them has ended, in the order in which they will be sent. */
  readonly queue: readonly QueuedMessage[];
  /** Questions that could come next, after the last answer. */
  readonly suggestions: readonly string[];
  readonly capabilities: {
    /**
     * What a branch is. `shown`: a new turn that is shown in the place of another one; the model still sees both, as
     * the server knows no branches. `server`: the server keeps them apart.
     */
    readonly branching: 'shown' | 'server';
  };
}

/** A file that goes with a message: it was uploaded, or the app fetches it. */
export interface SendFile extends MessageAttachment {
  /** The id that the upload answered; empty where the app fetches the file. */
  readonly uploadId: string;
  /** The address from which the app fetches the file, in place of an upload. */
  readonly remoteUrl?: string;
}

/** What `sendMessage` takes. A string is short for `{ text }`. */
export interface SendMessage {
  readonly text: string;
  readonly files?: readonly SendFile[];
  /** Values of the app's variables; the store's `inputs` are their default. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** A message that waits for its turn. */
export interface QueuedMessage extends SendMessage {
  /** Ours; names it in the actions. */
  readonly id: string;
}

/**
 * What becomes of a message that is sent while an answer runs: refused; kept until that answer has ended; or the answer is
 * stopped for it. Two answers never run at once.
 */
export type WhenBusy = 'reject' | 'queue' | 'interrupt';

/** What may be said for one send. */
export interface SendOptions {
  /** @default what the conversation was made with */
  readonly whenBusy?: WhenBusy | undefined;
}

/** How a send ended. `ok` is true for complete, stopped and paused answers; `detached`: the answer may go on, but not here;
 * `removed`: taken out of the queue. */
export type SendResult =
  | { readonly ok: true; readonly message: AssistantMessage }
  | {
      readonly ok: false;
      readonly reason:
        | 'busy'
        | 'empty'
        | 'failed'
        | 'interrupted'
        | 'detached'
        | 'disposed'
        | 'removed'
        | 'nothing-to-do';
      readonly error?: DifyError;
      readonly message?: AssistantMessage;
    };

/** How another action ended. */
export type ActionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'nothing-to-do' | 'failed' | 'busy'; readonly error?: DifyError };

/** The verbs of a conversation. One object for life; none of them rejects. */
export interface ChatActions {
  /** Asks, and resolves when the answer has ended. While another answer runs, `whenBusy` decides. */
  sendMessage(message: string | SendMessage, options?: SendOptions): Promise<SendResult>;
  /** Takes a message out of the queue; its send resolves with `removed`. */
  removeQueued(id: string): ActionResult;
  /** Changes the text of a message that waits. */
  editQueued(id: string, text: string): ActionResult;
  /** Moves a message that waits to another place of the queue, from 0. */
  moveQueued(id: string, to: number): ActionResult;
  /** Goes on with the queue, which waits after an answer that failed, broke off or was stopped. */
  sendQueued(): ActionResult;
  /** Ends the running answer at once, keeps its text and tells Dify once. */
  stop(): Promise<ActionResult>;
  /** Asks the last failed or interrupted question again, in its own row. */
  retry(): Promise<SendResult>;
  /** Looks again for the rest of an answer that broke off; asks nothing anew. @default the last answer */
  checkAgain(messageId?: string): Promise<SendResult>;
  /**
   * Goes on with an answer that ran when the page was left, or that another tab began. The question and the answer have
   * their rows again, from the history or from what was saved. Without `saved`: with the last paused or interrupted answer.
   */
  resume(saved?: SavedRun): Promise<SendResult>;
  /**
   * Asks the question of an answer again: a new turn in the place of the old one, which stays as a branch. What the
   * model sees of it `capabilities.branching` says. @default the last answer
   */
  regenerate(messageId?: string): Promise<SendResult>;
  /** Asks a question in other words, with its files: a new turn in the place of the old one, which stays as a branch. */
  edit(messageId: string, text: string): Promise<SendResult>;
  /** Shows another branch in the place of a message. */
  selectBranch(messageId: string, to: number | 'previous' | 'next'): ActionResult;
  /**
   * Answers a form that an answer waits for, by the form's id or its token. Resolves when the server has taken it; the
   * answer then goes on in its own row.
   */
  submitForm(form: string, reply: FormReply): Promise<SubmitResult>;
  /** Reads the conversation's turns again; what is held beats what the server says less of. */
  refresh(): Promise<ActionResult>;
  /** Reads the page of turns before the oldest one held. */
  loadOlder(): Promise<ActionResult>;
  /** Rates an answer, `null` takes it back. Shown at once, undone when Dify refuses. */
  setFeedback(messageId: string, rating: 'like' | 'dislike' | null, reason?: string): Promise<ActionResult>;
  /** Forgets the error of the last turn; the text stays. */
  clearError(): void;
  /** Empties the conversation and begins a new one. Detaches from a running answer; does not stop it. */
  reset(): void;
}

/** What a conversation tells while it lives. */
export interface ChatListeners {
  /** Every event of the stream, unknown ones too. */
  onEvent?: (event: DifyEvent) => void;
  /** The conversation has got its id, or another one than was sent. */
  onConversationIdChange?: (conversationId: string | null) => void;
  /** Something has become known of the run that is read, worth keeping for a reload; `null`: none is read any more. */
  onRunChange?: (saved: SavedRun | null) => void;
  /** A form was answered from here, and the server has taken it. With the answer that it stands in. */
  onFormSubmit?: (form: PendingForm, message: AssistantMessage) => void;
  /** An answer has ended, whatever the end. */
  onFinish?: (message: AssistantMessage) => void;
  /** Something failed; the same error stands in the snapshot. */
  onError?: (error: DifyError) => void;
  /** Something odd that harmed nothing: a line that was no JSON, an event of another run. */
  onWarning?: (warning: string) => void;
}

/** One conversation: its state, and the verbs that change it. Lives outside any view. */
export interface Chat {
  /** The state of this moment; the same object until something changes. */
  getSnapshot(): ChatSnapshot;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /** @returns the message, or `undefined` when there is no such row */
  getMessage(id: string): ChatMessage | undefined;
  /** Calls only when this one message changes. */
  subscribeMessage(id: string, listener: () => void): () => void;
  readonly actions: ChatActions;
  /** Ends the conversation's life here: connections close, nothing is called any more. Does not stop a running answer. */
  dispose(): void;
}

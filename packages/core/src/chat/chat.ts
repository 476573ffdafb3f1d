import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
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
  /** Questions that could come next, after the last answer. */
  readonly suggestions: readonly string[];
}

/** A file that was uploaded and goes with a message. */
export interface SendFile extends MessageAttachment {
  /** The id that the upload answered. */
  readonly uploadId: string;
}

/** What `sendMessage` takes. A string is short for `{ text }`. */
export interface SendMessage {
  readonly text: string;
  readonly files?: readonly SendFile[];
  /** Values of the app's variables; the store's `inputs` are their default. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** How a send ended. `ok` is true for complete and stopped answers; `detached`: the answer may go on, but not here. */
export type SendResult =
  | { readonly ok: true; readonly message: AssistantMessage }
  | {
      readonly ok: false;
      readonly reason: 'busy' | 'empty' | 'failed' | 'interrupted' | 'detached' | 'disposed';
      readonly error?: DifyError;
      readonly message?: AssistantMessage;
    };

/** How another action ended. */
export type ActionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'nothing-to-do' | 'failed' | 'busy'; readonly error?: DifyError };

/** The verbs of a conversation. One object for life; none of them rejects. */
export interface ChatActions {
  /** Asks, and resolves when the answer has ended. Refused with `busy` while another answer runs. */
  sendMessage(message: string | SendMessage): Promise<SendResult>;
  /** Ends the running answer at once, keeps its text and tells Dify once. */
  stop(): Promise<ActionResult>;
  /** Asks the last failed or interrupted question again, in its own row. */
  retry(): Promise<SendResult>;
  /** Asks the question of an answer again, as a new turn: the app remembers both. @default the last answer */
  regenerate(messageId?: string): Promise<SendResult>;
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

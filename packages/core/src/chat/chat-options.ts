import type { DifyClient } from '../client.ts';
import type { RunEnvironment } from '../runs/run-environment.ts';
import type { Schedule } from '../stores/next-frame.ts';
import type { BranchStore } from './branch-store.ts';
import type { ChatListeners, WhenBusy } from './chat.ts';
import type { ChatMessage } from './message.ts';

/** What a conversation needs. */
export interface ChatOptions extends ChatListeners {
  dify: DifyClient;
  /** An existing conversation; `actions.refresh()` reads it. @default a new one */
  conversationId?: string | null | undefined;
  /** Rows to begin with, e.g. of an imported thread. The model knows nothing of them unless the conversation is theirs. */
  initialMessages?: readonly ChatMessage[] | undefined;
  /** Where it is kept which turns are branches of which. @default nowhere: after a reload they stand in a row */
  branches?: BranchStore | undefined;
  /** Values of the app's variables for every send; a function is asked each time. */
  inputs?: Readonly<Record<string, unknown>> | (() => Readonly<Record<string, unknown>>) | undefined;
  /** What becomes of a message that is sent while an answer runs. @default 'reject' */
  whenBusy?: WhenBusy | undefined;
  /** Whether to ask for follow-up questions after an answer. Stops by itself when the app has none. @default true */
  suggestions?: boolean | undefined;
  /** When subscribers are told of changes. @default the next frame */
  schedule?: Schedule | undefined;
  /** Unix time in milliseconds. @default the environment's */
  now?: (() => number) | undefined;
  /** Clock, network and page, for tests. @default the runtime's own */
  environment?: RunEnvironment | undefined;
}

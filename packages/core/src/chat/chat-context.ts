import type { DifyClient } from '../client.ts';
import type { SendChatMessage } from '../resources/chat/schemas.ts';
import type { RunEnvironment } from '../runs/run-environment.ts';
import { systemEnvironment } from '../runs/system-environment.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { ChatOptions } from './chat-options.ts';
import type { AssistantMessage } from './message.ts';
import { type ChatStore, createChatStore } from './store.ts';

/** What the parts of a conversation share. */
export interface ChatContext {
  readonly options: ChatOptions;
  readonly dify: DifyClient;
  readonly environment: RunEnvironment;
  readonly store: ChatStore;
  /** What was sent, by the question's row: needed to ask again. */
  readonly sent: Map<string, SendChatMessage>;
  /** Runs that have not ended and are not read, by the answer's row: those that broke off and those that wait. */
  readonly unfinished: Map<string, SavedRun>;
  /** Unix time in milliseconds. */
  now(): number;
  /** Keys for the rows of a new turn. */
  newRows(): { readonly questionId: string; readonly answerId: string };
  /** The answer of a row, growing or settled. */
  answer(id: string): AssistantMessage | undefined;
  /** Tells later whether this is still the same conversation, in a chat that lives. */
  alive(): () => boolean;
  isDisposed(): boolean;
  /** The conversation ends here and another one begins. */
  leave(): void;
  dispose(): void;
}

/** The shared part of a new conversation. */
export function createChatContext(options: ChatOptions): ChatContext {
  const { dify, environment = systemEnvironment() } = options;
  const store = createChatStore(options.conversationId ?? null, options.schedule);
  const rowPrefix = environment.random().toString(36).slice(2, 8);
  let nextRow = 0;
  let epoch = 0;
  let disposed = false;

  return {
    options,
    dify,
    environment,
    store,
    sent: new Map(),
    unfinished: new Map(),
    now: options.now ?? environment.now,
    newRows() {
      nextRow++;
      return { questionId: `question-${rowPrefix}-${nextRow}`, answerId: `answer-${rowPrefix}-${nextRow}` };
    },
    answer(id) {
      const { live, rows } = store.getState();
      if (live?.id === id) return live;
      const row = rows.findLast((message) => message.id === id);
      return row?.role === 'assistant' ? row : undefined;
    },
    alive() {
      const mine = epoch;
      return () => !disposed && mine === epoch;
    },
    isDisposed: () => disposed,
    leave() {
      epoch++;
    },
    dispose() {
      disposed = true;
    },
  };
}

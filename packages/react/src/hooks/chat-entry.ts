import {
  branchesRecord,
  type Chat,
  type ChatListeners,
  type ClientStorage,
  type DifyClient,
  isBusy,
  type SavedRun,
  type Tabs,
  type WhenBusy,
} from '@dify-oapi/core';
import type { ConversationMarks } from './conversation-marks.ts';
import { inputsOf } from './inputs-store.ts';
import { openChat } from './open-chat.ts';
import type { SavedRuns } from './saved-runs.ts';

/** A view on a conversation: what it wants to hear of. */
interface ChatView extends ChatListeners {
  /** Another tab has deleted the conversation. */
  readonly onDeleted?: () => void;
}

/** What a view says of the sends from it. */
interface ChatSettings {
  /** Values of the app's variables. */
  readonly inputs: Readonly<Record<string, unknown>> | undefined;
  readonly whenBusy: WhenBusy | undefined;
}

/** A conversation that outlives the views on it. */
export interface ChatEntry {
  readonly chat: Chat;
  /** Stable for the life of the conversation, also when the server's id comes. */
  readonly key: string;
  /** What the sends that follow go by. */
  configure(settings: ChatSettings): void;
  /** Begins to look at the conversation. @returns a function that ends it */
  view(listeners: ChatView): () => void;
  /** Goes on with the answer that ran when the page was left, or that another tab began. Once a run, whoever asks. */
  resume(): void;
}

/** What the registry does with an entry besides. */
export interface HeldEntry extends ChatEntry {
  /** Nobody looks at it, and no answer is on its way. */
  isIdle(): boolean;
  isViewed(): boolean;
  tellDeleted(): void;
}

/** What a conversation is made in. */
export interface EntrySurroundings {
  readonly dify: DifyClient;
  readonly marks: ConversationMarks;
  readonly runs: SavedRuns;
  readonly records: ClientStorage;
  readonly tabs: Pick<Tabs, 'send'>;
  /** The server's id has come: the entry is found by it from now on. */
  onNamed(id: string, entry: HeldEntry): void;
}

/** Makes a conversation for the registry. */
export function createEntry(key: string, conversationId: string | null, surroundings: EntrySurroundings): HeldEntry {
  const { dify, marks, records, runs, tabs } = surroundings;
  const views = new Set<ChatView>();
  let settings: ChatSettings = { inputs: undefined, whenBusy: undefined };
  let wasBusy = false;
  /** The start of the run that was gone on with last. */
  let resumedAt: number | null = null;
  const tell = (call: (listeners: ChatView) => void) => {
    for (const listeners of [...views]) call(listeners);
  };
  const keyNow = () => chat.getSnapshot().conversationId ?? key;

  function keepRun(run: SavedRun | null): void {
    const id = run?.conversationId ?? keyNow();
    if (run === null) runs.end(id);
    else runs.keep(id, run);
    if (id !== key) runs.forget(key);
  }

  const chat = openChat({
    dify,
    conversationId,
    inputs: () => ({ ...inputsOf(chat, records).getSnapshot().sent, ...settings.inputs }),
    get whenBusy() {
      return settings.whenBusy;
    },
    branches: {
      read: (id) =>
        records.isLoaded()
          ? records.get(branchesRecord, id)
          : records.loaded.then(() => records.get(branchesRecord, id)),
      write: (id, branches) => records.set(branchesRecord, id, branches),
    },
    onRunChange: keepRun,
    onFormSubmit(form, message) {
      const submittedIn = chat.getSnapshot().conversationId ?? undefined;
      const workflowRunId = message.run?.id;
      if (workflowRunId) {
        tabs.send({ type: 'form-submitted', workflowRunId, ...(submittedIn && { conversationId: submittedIn }) });
      }
      tell((listeners) => listeners.onFormSubmit?.(form, message));
    },
    onConversationIdChange(id) {
      if (id !== null) {
        surroundings.onNamed(id, entry);
        marks.set(id, 'answering');
      }
      tell((listeners) => listeners.onConversationIdChange?.(id));
    },
    onFinish(message) {
      const id = chat.getSnapshot().conversationId;
      if (id !== null) marks.set(id, views.size === 0 ? 'unread' : null);
      tell((listeners) => listeners.onFinish?.(message));
    },
    onEvent: (event) => tell((listeners) => listeners.onEvent?.(event)),
    onError: (error) => tell((listeners) => listeners.onError?.(error)),
    onWarning: (warning) => tell((listeners) => listeners.onWarning?.(warning)),
  });
  chat.subscribe(() => {
    const snapshot = chat.getSnapshot();
    const busy = isBusy(snapshot);
    if (busy && !wasBusy && snapshot.conversationId !== null) marks.set(snapshot.conversationId, 'answering');
    wasBusy = busy;
  });

  const entry: HeldEntry = {
    chat,
    key,
    configure(next) {
      settings = next;
    },
    view(listeners) {
      views.add(listeners);
      const id = chat.getSnapshot().conversationId;
      if (id !== null && marks.get().get(id) === 'unread') marks.set(id, null);
      return () => {
        views.delete(listeners);
      };
    },
    resume() {
      const run = runs.find(keyNow());
      if (run === undefined || run.startedAt === resumedAt || isBusy(chat.getSnapshot())) return;
      resumedAt = run.startedAt;
      void chat.actions.resume(run).then((result) => {
        // Looked for in vain once after a load: the next load does not search again.
        if (!result.ok && result.reason === 'interrupted') runs.end(keyNow(), true);
      });
    },
    isIdle: () => views.size === 0 && !isBusy(chat.getSnapshot()),
    isViewed: () => views.size > 0,
    tellDeleted: () => tell((listeners) => listeners.onDeleted?.()),
  };
  return entry;
}

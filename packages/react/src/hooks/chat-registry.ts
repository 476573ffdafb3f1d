import { type Chat, type ChatListeners, createChat, type DifyClient, isBusy } from '@dify-oapi/core';

/** What the list of conversations says about one of them. */
export type ConversationMark = 'answering' | 'unread';

/** A conversation that outlives the views on it. */
export interface ChatEntry {
  readonly chat: Chat;
  /** Stable for the life of the conversation, also when the server's id comes. */
  readonly key: string;
  /** Values of the app's variables for the sends that follow. */
  setInputs(inputs: Readonly<Record<string, unknown>> | undefined): void;
  /** Begins to look at the conversation. @returns a function that ends it */
  view(listeners: ChatListeners): () => void;
}

/** The conversations of one client that are open or still being answered. */
export interface ChatRegistry {
  /** The conversation of a key: the server's id, or a local one for a conversation that has none yet. */
  open(key: string, conversationId: string | null): ChatEntry;
  /** Lets go of a conversation that was deleted. */
  forget(conversationId: string): void;
  /** Called when the marks change. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Marks by conversation id. The same object until one changes. */
  getMarks(): ReadonlyMap<string, ConversationMark>;
}

/** Conversations nobody looks at that are kept, so that going back shows them at once. */
const keptIdle = 30;

const registries = new WeakMap<DifyClient, ChatRegistry>();

/** The registry of a client. Leaving a view never stops an answer: the registry keeps it. */
export function chatRegistry(dify: DifyClient): ChatRegistry {
  let registry = registries.get(dify);
  if (registry === undefined) {
    registry = createRegistry(dify);
    registries.set(dify, registry);
  }
  return registry;
}

function createRegistry(dify: DifyClient): ChatRegistry {
  /** By every key that leads to it, the least recently opened first. */
  const entries = new Map<string, ChatEntry & { isIdle(): boolean }>();
  const subscribers = new Set<() => void>();
  let marks: ReadonlyMap<string, ConversationMark> = new Map();

  function mark(conversationId: string, value: ConversationMark | null): void {
    if ((marks.get(conversationId) ?? null) === value) return;
    const next = new Map(marks);
    if (value === null) next.delete(conversationId);
    else next.set(conversationId, value);
    marks = next;
    for (const subscriber of [...subscribers]) subscriber();
  }

  function create(key: string, conversationId: string | null): ChatEntry & { isIdle(): boolean } {
    const views = new Set<ChatListeners>();
    let inputs: Readonly<Record<string, unknown>> | undefined;
    const tell = (call: (listeners: ChatListeners) => void) => {
      for (const listeners of [...views]) call(listeners);
    };
    const chat = createChat({
      dify,
      conversationId,
      inputs: () => inputs ?? {},
      onConversationIdChange(id) {
        if (id !== null) {
          entries.set(id, entry);
          mark(id, 'answering');
        }
        tell((listeners) => listeners.onConversationIdChange?.(id));
      },
      onFinish(message) {
        const id = chat.getSnapshot().conversationId;
        if (id !== null) mark(id, views.size === 0 ? 'unread' : null);
        tell((listeners) => listeners.onFinish?.(message));
      },
      onEvent: (event) => tell((listeners) => listeners.onEvent?.(event)),
      onError: (error) => tell((listeners) => listeners.onError?.(error)),
      onWarning: (warning) => tell((listeners) => listeners.onWarning?.(warning)),
    });
    let wasBusy = false;
    chat.subscribe(() => {
      const snapshot = chat.getSnapshot();
      const busy = isBusy(snapshot);
      if (busy && !wasBusy && snapshot.conversationId !== null) mark(snapshot.conversationId, 'answering');
      wasBusy = busy;
    });
    const entry = {
      chat,
      key,
      setInputs(next: Readonly<Record<string, unknown>> | undefined) {
        inputs = next;
      },
      view(listeners: ChatListeners) {
        views.add(listeners);
        const id = chat.getSnapshot().conversationId;
        if (id !== null && marks.get(id) === 'unread') mark(id, null);
        return () => {
          views.delete(listeners);
        };
      },
      isIdle: () => views.size === 0 && !isBusy(chat.getSnapshot()),
    };
    return entry;
  }

  function sweep(): void {
    const idle = [...entries].filter(([, entry]) => entry.isIdle());
    for (const [key] of idle.slice(0, Math.max(0, idle.length - keptIdle))) entries.delete(key);
  }

  return {
    open(key, conversationId) {
      const entry = entries.get(key) ?? create(key, conversationId);
      entries.delete(key);
      entries.set(key, entry);
      sweep();
      return entry;
    },
    forget(conversationId) {
      entries.get(conversationId)?.chat.dispose();
      for (const [key, entry] of [...entries]) {
        if (entry.chat.getSnapshot().conversationId === conversationId) entries.delete(key);
      }
      mark(conversationId, null);
    },
    subscribe(listener) {
      subscribers.add(listener);
      return () => subscribers.delete(listener);
    },
    getMarks: () => marks,
  };
}

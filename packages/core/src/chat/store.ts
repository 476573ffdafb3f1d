import { nextFrame, type Schedule } from '../stores/next-frame.ts';
import type { ChatSnapshot } from './chat.ts';
import type { ChatMessage } from './message.ts';
import { messagesOf } from './place-live.ts';
import { type ChatAction, reduce } from './reduce.ts';
import { type ChatState, initialState } from './state.ts';

export type { Schedule } from '../stores/next-frame.ts';

/** State with subscribers: changes at once, tells at most once a frame. */
export interface ChatStore {
  /** The state of this very moment. */
  getState(): ChatState;
  /** The state that subscribers were told of. */
  getSnapshot(): ChatSnapshot;
  getMessage(id: string): ChatMessage | undefined;
  subscribe(listener: () => void): () => void;
  subscribeMessage(id: string, listener: () => void): () => void;
  /** Changes the state; subscribers learn of it in the next frame, or now. */
  dispatch(action: ChatAction, when?: 'soon' | 'now'): void;
  /** Tells subscribers now. */
  publish(): void;
  dispose(): void;
}

/** A store for one conversation. */
export function createChatStore(conversationId: string | null, schedule: Schedule = nextFrame): ChatStore {
  let state = initialState(conversationId);
  let published = state;
  let snapshot = toSnapshot(state, undefined);
  let index = new Map<string, ChatMessage>();
  let scheduled = false;
  const listeners = new Set<() => void>();
  const messageListeners = new Map<string, Set<() => void>>();

  function publish(): void {
    if (state === published) return;
    const before = published;
    const indexBefore = index;
    published = state;
    snapshot = toSnapshot(state, snapshot);
    const changed = new Set<string>();
    if (before.rows !== state.rows) {
      index = new Map(state.rows.map((row) => [row.id, row]));
      for (const id of messageListeners.keys()) if (index.get(id) !== indexBefore.get(id)) changed.add(id);
    }
    if (before.live !== state.live) {
      if (before.live) changed.add(before.live.id);
      if (state.live) changed.add(state.live.id);
    }
    for (const id of changed) for (const listener of [...(messageListeners.get(id) ?? [])]) listener();
    for (const listener of [...listeners]) listener();
  }

  return {
    getState: () => state,
    getSnapshot: () => snapshot,
    getMessage: (id) => (published.live?.id === id ? published.live : index.get(id)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribeMessage(id, listener) {
      const set = messageListeners.get(id) ?? new Set();
      messageListeners.set(id, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && messageListeners.get(id) === set) messageListeners.delete(id);
      };
    },
    dispatch(action, when = 'soon') {
      state = reduce(state, action);
      if (when === 'now') publish();
      else if (!scheduled) {
        scheduled = true;
        schedule(() => {
          scheduled = false;
          publish();
        });
      }
    },
    publish,
    dispose() {
      listeners.clear();
      messageListeners.clear();
    },
  };
}

function toSnapshot(state: ChatState, before: ChatSnapshot | undefined): ChatSnapshot {
  const { conversationId, status, error, history, suggestions, queue } = state;
  const messages = messagesOf(state);
  const capabilities = state.serverBranches ? serverBranches : shownBranches;
  const ids = before?.messageIds ?? [];
  const same = ids.length === messages.length && messages.every((message, at) => message.id === ids[at]);
  const messageIds = same ? ids : messages.map(({ id }) => id);
  return { conversationId, status, error, history, suggestions, queue, messages, messageIds, capabilities };
}

const shownBranches: ChatSnapshot['capabilities'] = { branching: 'shown' };
const serverBranches: ChatSnapshot['capabilities'] = { branching: 'server' };

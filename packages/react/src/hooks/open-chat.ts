import { type Chat, type ChatActions, type ChatOptions, type ChatSnapshot, isBusy } from '@dify-oapi/core';
import { laterCode } from '../primitives/later-code.ts';

type CreateChat = (options: ChatOptions) => Chat;

/**
 * What reads streams, histories and forms is most of the kit's code, and a page can be shown and written in without it: it
 * comes beside the first answers of the server.
 */
const code = laterCode<CreateChat>(async () => (await import('./create-chat.ts')).createChat);

/** Fetches the code of conversations before the first one is opened. Never rejects. */
export const preloadChat = (): Promise<void> => code.preload();

/** A conversation, with its code or, for as long as that is on its way, with what is asked of it kept in order. */
export function openChat(options: ChatOptions): Chat {
  const createChat = code.current();
  return createChat === undefined ? openLater(options) : createChat(options);
}

const none: readonly never[] = [];
const nothingToDo = { ok: false, reason: 'nothing-to-do' } as const;

/** A conversation that begins when its code has come. */
function openLater(options: ChatOptions): Chat {
  let chat: Chat | undefined;
  let isDisposed = false;
  let hasAsked = false;
  let snapshot: ChatSnapshot = {
    conversationId: options.conversationId ?? null,
    status: 'ready',
    error: null,
    messageIds: none,
    messages: none,
    history: { status: 'idle', hasMore: false },
    queue: none,
    suggestions: none,
    capabilities: { branching: 'shown' },
  };
  const listeners = new Set<() => void>();
  const rowListeners = new Set<{ readonly id: string; readonly listener: () => void; end?: () => void }>();

  const begun = new Promise<Chat>((resolve) => {
    code.whenLoaded((createChat) => {
      const made = createChat(options);
      chat = made;
      if (isDisposed) made.dispose();
      for (const row of rowListeners) row.end = made.subscribeMessage(row.id, row.listener);
      made.subscribe(tell);
      resolve(made);
      tell();
    });
  });

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  /** Shows what was asked for, until the conversation says it itself. */
  function show(change: Partial<ChatSnapshot>): void {
    snapshot = { ...snapshot, ...change };
    tell();
  }

  /** The same verb, when the conversation is there. What was asked first is done first. */
  function later<Input extends readonly unknown[], Result>(
    act: (actions: ChatActions, ...input: Input) => Promise<Result>,
  ) {
    return (...input: Input) =>
      chat ? act(chat.actions, ...input) : begun.then((made) => act(made.actions, ...input));
  }

  const actions: ChatActions = {
    sendMessage(message, sendOptions) {
      const text = typeof message === 'string' ? message : message.text;
      if (chat === undefined && text.trim() !== '') {
        hasAsked = true;
        show({ status: 'submitted' });
      }
      return later((made) => made.sendMessage(message, sendOptions))();
    },
    stop: later(async (made) => {
      // Asked before there was anything to stop.
      if (hasAsked && chat !== undefined && chat.getSnapshot().messages.length === 0) await untilBusy(chat);
      return made.stop();
    }),
    refresh() {
      if (chat === undefined) show({ history: { status: 'loading', hasMore: false } });
      return later((made) => made.refresh())();
    },
    retry: later((made) => made.retry()),
    checkAgain: later((made, id?: string) => made.checkAgain(id)),
    resume: later((made, ...saved: Parameters<ChatActions['resume']>) => made.resume(...saved)),
    regenerate: later((made, id?: string) => made.regenerate(id)),
    edit: later((made, id: string, text: string) => made.edit(id, text)),
    submitForm: later((made, ...reply: Parameters<ChatActions['submitForm']>) => made.submitForm(...reply)),
    loadOlder: later((made) => made.loadOlder()),
    setFeedback: later((made, ...rating: Parameters<ChatActions['setFeedback']>) => made.setFeedback(...rating)),
    removeQueued: (id) => chat?.actions.removeQueued(id) ?? nothingToDo,
    editQueued: (id, text) => chat?.actions.editQueued(id, text) ?? nothingToDo,
    moveQueued: (id, to) => chat?.actions.moveQueued(id, to) ?? nothingToDo,
    sendQueued: () => chat?.actions.sendQueued() ?? nothingToDo,
    selectBranch: (id, to) => chat?.actions.selectBranch(id, to) ?? nothingToDo,
    clearError: () => chat?.actions.clearError(),
    reset() {
      if (chat !== undefined) chat.actions.reset();
      else {
        show({ conversationId: null, status: 'ready', history: { status: 'idle', hasMore: false } });
        void begun.then((made) => made.actions.reset());
      }
    },
  };

  return {
    getSnapshot: () => chat?.getSnapshot() ?? snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getMessage: (id) => chat?.getMessage(id),
    subscribeMessage(id, listener) {
      if (chat !== undefined) return chat.subscribeMessage(id, listener);
      const row: { id: string; listener: () => void; end?: () => void } = { id, listener };
      rowListeners.add(row);
      return () => {
        rowListeners.delete(row);
        row.end?.();
      };
    },
    actions: Object.freeze(actions),
    dispose() {
      isDisposed = true;
      listeners.clear();
      rowListeners.clear();
      chat?.dispose();
    },
  };
}

/** Resolves when the conversation asks, or when it has something to show. */
function untilBusy(chat: Chat): Promise<void> {
  return new Promise((resolve) => {
    const end = chat.subscribe(look);
    look();
    function look(): void {
      const now = chat.getSnapshot();
      if (!isBusy(now) && now.messages.length === 0) return;
      end();
      resolve();
    }
  });
}

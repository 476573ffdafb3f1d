import { type DifyClient, isBusy, type TabMessage } from '@dify-oapi/core';
import type { DifySession, SessionPart } from '../provider/dify-session.ts';
import { sessionOf } from '../provider/session-of.ts';
import { hearTabs } from '../queries/hear-tabs.ts';
import { type ChatEntry, createEntry, type HeldEntry } from './chat-entry.ts';
import { type ConversationMark, createConversationMarks } from './conversation-marks.ts';
import { createSavedRuns } from './saved-runs.ts';
import { viewRecord } from './view-record.ts';

/** The conversations of one person that are open or still being answered. */
export interface ChatRegistry {
  /** The conversation of a key: the server's id, or a local one for a conversation that has none yet. */
  open(key: string, conversationId: string | null): ChatEntry;
  /** Lets go of a conversation that was deleted. */
  forget(conversationId: string): void;
  /** Called when the marks change. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Marks by conversation id. The same object until one changes. */
  getMarks(): ReadonlyMap<string, ConversationMark>;
  /** Remembers which conversation a view without a given one is on. */
  rememberView(key: string): void;
  /** Calls back with where such a view was when the page was left, if an answer ran there. Once. @returns a function that takes it back */
  takeView(found: (view: LeftView) => void): () => void;
  /** The page is alive: asks the other tabs what runs there, and goes on with what ran when the page was left. Each once. */
  wake(autoResume: boolean): void;
}

/** Where a view was when the page was left. */
interface LeftView {
  readonly key: string;
  readonly conversationId: string | null;
}

/** Conversations nobody looks at that are kept, so that going back shows them at once. */
const keptIdle = 30;
/** Answers that go on by themselves after a reload without being looked at. Browsers open few connections to a server. */
const resumedUnseen = 3;

const registries = new WeakMap<DifySession, ChatRegistry>();

/** The registry of a client. Leaving a view never stops an answer: the registry keeps it. */
export function chatRegistry(dify: DifyClient): ChatRegistry {
  const session = sessionOf(dify);
  let registry = registries.get(session);
  if (registry === undefined) {
    registry = createRegistry(session);
    registries.set(session, registry);
  }
  return registry;
}

/** A registry for one person. */
function createRegistry(session: DifySession): ChatRegistry {
  const { dify, records, tabs } = session;
  /** By every key that leads to it, the least recently opened first. */
  const entries = new Map<string, HeldEntry>();
  const marks = createConversationMarks();
  const runs = createSavedRuns(records, tabs);
  let isResumed = false;
  let isViewTaken = false;
  let lastView: string | undefined;

  function rememberView(key: string): void {
    lastView = key;
    if (isViewTaken) records.set(viewRecord, 'last', key);
  }

  function sweep(): void {
    const idle = [...entries].filter(([, entry]) => entry.isIdle());
    for (const [key] of idle.slice(0, Math.max(0, idle.length - keptIdle))) entries.delete(key);
  }

  function open(key: string, conversationId: string | null): HeldEntry {
    const onNamed = (id: string, named: HeldEntry) => {
      entries.set(id, named);
      if (lastView === named.key) rememberView(id);
      tabs.send({ type: 'conversations-changed' });
    };
    const entry = entries.get(key) ?? createEntry(key, conversationId, { dify, marks, runs, records, tabs, onNamed });
    entries.delete(key);
    entries.set(key, entry);
    sweep();
    return entry;
  }

  function forget(conversationId: string): void {
    entries.get(conversationId)?.chat.dispose();
    for (const [key, entry] of [...entries]) {
      if (entry.chat.getSnapshot().conversationId === conversationId) entries.delete(key);
    }
    runs.end(conversationId, true);
    marks.set(conversationId, null);
  }

  /** Reads again what another tab has changed, where it is looked at. */
  function refresh(entry: HeldEntry | undefined): void {
    if (entry?.isViewed() && !isBusy(entry.chat.getSnapshot())) void entry.chat.actions.refresh();
  }

  function hear(message: TabMessage): void {
    for (const cache of session.caches) hearTabs(cache, dify, message);
    switch (message.type) {
      case 'runs-wanted':
        runs.tellAll();
        return;
      case 'run-began': {
        const id = message.run.conversationId;
        if (id === undefined) return;
        runs.hear(message.run);
        const entry = entries.get(id);
        if (entry?.isViewed()) entry.resume();
        else marks.set(id, 'answering');
        return;
      }
      case 'run-ended': {
        const { conversationId } = message;
        const entry = entries.get(conversationId);
        runs.end(conversationId, true);
        if (entry?.isViewed()) refresh(entry);
        else if (marks.get().get(conversationId) === 'answering') marks.set(conversationId, 'unread');
        return;
      }
      case 'conversation-deleted': {
        const entry = entries.get(message.conversationId);
        entry?.tellDeleted();
        forget(message.conversationId);
        return;
      }
      case 'form-submitted': {
        const entry = message.conversationId === undefined ? undefined : entries.get(message.conversationId);
        if (entry?.isViewed()) void entry.chat.actions.resume();
        return;
      }
    }
  }
  function resumeUnseen(): void {
    const unseen = [...runs.own().values()].flatMap((run) => run.conversationId ?? []);
    for (const id of unseen.slice(-resumedUnseen)) open(id, id).resume();
  }
  tabs.subscribe(hear);
  const part: SessionPart = {
    onLine() {
      tabs.send({ type: 'runs-wanted' });
    },
    onEnd() {
      for (const entry of new Set(entries.values())) entry.chat.dispose();
      entries.clear();
      runs.clear();
      marks.clear();
    },
  };

  return {
    open,
    forget,
    subscribe: marks.subscribe,
    getMarks: marks.get,
    rememberView,
    takeView(found) {
      let isWanted = true;
      const take = () => {
        if (isViewTaken || !isWanted) return;
        isViewTaken = true;
        const key = records.get(viewRecord, 'last');
        const run = key === undefined ? undefined : runs.find(key);
        if (lastView !== undefined) records.set(viewRecord, 'last', lastView);
        if (key !== undefined && run !== undefined) found({ key, conversationId: run.conversationId ?? null });
      };
      if (records.isLoaded()) take();
      else void records.loaded.then(take);
      return () => {
        isWanted = false;
      };
    },
    wake(autoResume) {
      session.attach(part);
      if (!autoResume || isResumed) return;
      isResumed = true;
      void records.loaded.then(resumeUnseen);
    },
  };
}

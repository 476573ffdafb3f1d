import {
  type ClientStorage,
  type DifyClient,
  memoryAdapter,
  openClientStorage,
  openTabs,
  type StorageAdapter,
  sessionStorageAdapter,
  type TabMessage,
  type Tabs,
} from '@dify-oapi/core';
import type { QueryClient } from '@tanstack/react-query';
import { clearScope, renewScope } from '../queries/scoped-key.ts';
import { personClient } from './person-client.ts';

/** What a session begins with. */
export interface SessionOptions {
  /** A stable word for who is signed in. @default '' */
  readonly person: string;
  readonly storage: StorageAdapter | undefined;
}

/** Something that lives in a session, e.g. its conversations. */
export interface SessionPart {
  /** The line to the other tabs is open. */
  onLine(): void;
  /** The session ends: let go of everything. */
  onEnd(): void;
}

/** What belongs to one person with one client: the client's life, records, other tabs, and parts such as conversations. */
export interface DifySession extends SessionOptions {
  /** The client that the application made. */
  readonly root: DifyClient;
  /** The same for this person. */
  readonly dify: DifyClient;
  /** How many sessions this client had before. */
  readonly generation: number;
  readonly records: ClientStorage;
  readonly tabs: Pick<Tabs, 'send' | 'subscribe'>;
  /** The caches that hold this person's lists. */
  readonly caches: ReadonlySet<QueryClient>;
  /** Takes a part in, once. It is told at once when the line is open. */
  attach(part: SessionPart): void;
  /** Opens the line to the other tabs for as long as somebody is there, and clears that cache at the end. */
  connect(cache: QueryClient | undefined): () => void;
  /** Wipes everything of this person, here and in storage. `told`: the other tabs know already. */
  end(told: boolean): void;
}

/** Begins a session. Answers that run when it ends go on at the server: they are detached from, not stopped. */
export function createSession(root: DifyClient, generation: number, options: SessionOptions): DifySession {
  const { person, storage } = options;
  const scope = { baseURL: root.baseURL, person };
  const own = person === '' && generation === 0 ? undefined : personClient(root);
  const dify = own?.dify ?? root;
  const caches = new Set<QueryClient>();
  const parts = new Set<SessionPart>();
  const listeners = new Set<(message: TabMessage) => void>();
  const tellOthers = (of: string) => sendOnce({ ...scope, person: of }, { type: 'person-changed' });
  let line: Tabs | null = null;
  let connections = 0;
  if (generation > 0 || own !== undefined) renewScope(root, dify);

  const records = openClientStorage({
    ...scope,
    adapter: storage ?? (isPage() ? sessionStorageAdapter() : memoryAdapter()),
    onWarning: (warning) => console.warn(`[dify] ${warning}`),
    onOtherPerson: tellOthers,
  });
  const tabs: DifySession['tabs'] = {
    send: (message) => line?.send(message),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function hear(message: TabMessage): void {
    for (const listener of [...listeners]) listener(message);
  }

  return {
    ...options,
    root,
    dify,
    generation,
    records,
    tabs,
    caches,
    attach(part) {
      if (parts.has(part)) return;
      parts.add(part);
      if (line !== null) part.onLine();
    },
    connect(cache) {
      if (cache !== undefined) caches.add(cache);
      if (++connections === 1) {
        line = openTabs(scope);
        line.subscribe(hear);
        for (const part of parts) part.onLine();
      }
      return () => {
        if (--connections > 0) return;
        line?.close();
        line = null;
      };
    },
    end(told) {
      if (!told) tellOthers(person);
      line?.close();
      line = null;
      own?.close();
      for (const part of parts) part.onEnd();
      void records.wipe();
      for (const cache of caches) clearScope(cache, dify);
    },
  };
}

function sendOnce(scope: { baseURL: string; person: string }, message: TabMessage): void {
  const tabs = openTabs(scope);
  tabs.send(message);
  tabs.close();
}

function isPage(): boolean {
  return typeof document !== 'undefined';
}

import type { RecordKind } from '@dify-oapi/core';
import type { DifySession } from '../provider/dify-session.ts';

/** A pinned conversation, as much of it as a row needs: its page of the list may not have been read. */
export interface PinnedConversation {
  readonly name: string;
}

/** Pins by conversation id: kept on this device, as Dify knows none. */
const pinRecord: RecordKind<PinnedConversation> = {
  name: 'pin',
  version: 1,
  limit: 50,
  read(data) {
    const name: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'name') : undefined;
    return typeof name === 'string' ? { name } : undefined;
  },
};

/** The pins of one person. */
export interface PinnedConversations {
  /** By id, the last pinned first; the same object until one changes. */
  getSnapshot(): ReadonlyMap<string, PinnedConversation>;
  pin(id: string, name: string): void;
  unpin(id: string): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

const ofSessions = new WeakMap<DifySession, PinnedConversations>();

/** The pins of a session. */
export function pinnedConversations(session: DifySession): PinnedConversations {
  const known = ofSessions.get(session);
  if (known !== undefined) return known;
  const made = createPinnedConversations(session);
  ofSessions.set(session, made);
  return made;
}

function createPinnedConversations({ records }: DifySession): PinnedConversations {
  let pins: ReadonlyMap<string, PinnedConversation> = new Map();
  const listeners = new Set<() => void>();
  function read(): void {
    pins = new Map([...records.entries(pinRecord)].toReversed());
    for (const listener of [...listeners]) listener();
  }
  read();
  if (!records.isLoaded()) void records.loaded.then(read);
  return {
    getSnapshot: () => pins,
    pin(id, name) {
      records.set(pinRecord, id, { name });
      read();
    },
    unpin(id) {
      records.remove(pinRecord, id);
      read();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import type { RecordKind } from '@dify-oapi/core';
import type { DifySession } from '../../provider/dify-session.ts';
import type { PanelSize } from './panel-size.ts';

/** How large a panel was made, by its kind. */
const sizeRecord: RecordKind<PanelSize> = {
  name: 'panel-size',
  version: 1,
  limit: 2,
  read(data) {
    const inline: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'inline') : undefined;
    const block: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'block') : undefined;
    return typeof inline === 'number' && typeof block === 'number' && inline > 0 && block > 0
      ? { inline, block }
      : undefined;
  },
};

/** That somebody was invited to a chat, and answered by opening it or by sending the card away. */
const invitedRecord: RecordKind<true> = { name: 'invited', version: 1, limit: 1, read: () => true };

/** What is kept of a bubble for the next visit, in the provider's storage. */
export interface BubbleRecords {
  /** Counts the changes. */
  getSnapshot(): number;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Absent where it has the size of the style sheet. */
  sizeOf(kind: 'bubble' | 'sidebar'): PanelSize | undefined;
  setSize(kind: 'bubble' | 'sidebar', size: PanelSize | undefined): void;
  /** Absent until the storage was read. */
  isInvited(): boolean | undefined;
  noteInvited(): void;
}

const ofSessions = new WeakMap<DifySession, BubbleRecords>();

/** Those of a session. */
export function bubbleRecords(session: DifySession): BubbleRecords {
  const known = ofSessions.get(session);
  if (known !== undefined) return known;
  const made = createBubbleRecords(session);
  ofSessions.set(session, made);
  return made;
}

function createBubbleRecords({ records }: DifySession): BubbleRecords {
  let changes = 0;
  const listeners = new Set<() => void>();
  function tell(): void {
    changes++;
    for (const listener of [...listeners]) listener();
  }
  if (!records.isLoaded()) void records.loaded.then(tell);
  return {
    getSnapshot: () => changes,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sizeOf: (kind) => records.get(sizeRecord, kind),
    setSize(kind, size) {
      if (size === undefined) records.remove(sizeRecord, kind);
      else records.set(sizeRecord, kind, size);
      tell();
    },
    isInvited: () => (records.isLoaded() ? records.get(invitedRecord, '') === true : undefined),
    noteInvited() {
      records.set(invitedRecord, '', true);
      tell();
    },
  };
}

import { isPromiseLike } from '../storage/maybe-promise.ts';
import { type BranchStore, keptBranches } from './branch-store.ts';
import { type Branches, noBranches, parentOf, turnKey } from './branches.ts';
import type { ActionResult } from './chat.ts';
import type { UserMessage } from './message.ts';
import type { ChatStore } from './store.ts';

/** The branches of a conversation: found, chosen and kept. */
export interface BranchActions {
  /** The question of a message, which may be the question itself; of the last answer without an id. */
  questionOf(messageId: string | undefined): UserMessage | undefined;
  /** The turn that a question follows: a new turn in its place follows it too. */
  parentOf(question: UserMessage): string | null;
  select(messageId: string, to: number | 'previous' | 'next'): ActionResult;
  /** Keeps what has changed. To be called when the state has changed. */
  keep(): void;
  /** Reads what was kept of the conversation. */
  restore(): void;
}

/** The branches of a conversation. */
export function createBranchActions(store: ChatStore, kept: BranchStore | undefined): BranchActions {
  let known: Branches = noBranches;
  let restored: string | null = null;

  function questionOf(messageId: string | undefined): UserMessage | undefined {
    const { rows, live } = store.getState();
    const all = live === null ? rows : [...rows, live];
    const row =
      messageId === undefined
        ? all.findLast(({ role }) => role === 'assistant')
        : all.find(({ id }) => id === messageId);
    const question = row?.role === 'assistant' ? rows.find(({ id }) => id === row.replyTo) : row;
    return question?.role === 'user' ? question : undefined;
  }

  function keep(): void {
    const { branches, conversationId, rows } = store.getState();
    if (kept === undefined || conversationId === null || branches === known || branches === noBranches) return;
    known = branches;
    const named = new Set(rows.flatMap(({ serverId }) => serverId ?? []));
    const local = new Set(rows.flatMap((row) => (row.serverId === undefined ? row.id : [])));
    kept.write(
      conversationId,
      // A turn of a page that is not held is kept too: only names of our own mean nothing after a reload.
      keptBranches(branches, (turn) => named.has(turn) || !local.has(turn)),
    );
  }

  function take(conversationId: string, found: Branches | undefined): void {
    const { conversationId: now, branches } = store.getState();
    if (found === undefined || now !== conversationId) return;
    const merged: Branches = {
      parents: { ...found.parents, ...branches.parents },
      selected: { ...found.selected, ...branches.selected },
    };
    known = merged;
    store.dispatch({ type: 'branches', branches: merged }, 'now');
  }

  return {
    questionOf,
    parentOf: (question) => parentOf(store.getState().rows, store.getState().branches, turnKey(question)),
    select(messageId, to) {
      const before = store.getState().branches;
      store.dispatch({ type: 'branch-selected', id: messageId, to }, 'now');
      if (store.getState().branches === before) return { ok: false, reason: 'nothing-to-do' };
      keep();
      return { ok: true };
    },
    keep,
    restore() {
      const { conversationId } = store.getState();
      if (kept === undefined || conversationId === null || conversationId === restored) return;
      restored = conversationId;
      const found = kept.read(conversationId);
      if (isPromiseLike(found)) {
        found.then(
          (branches) => take(conversationId, branches),
          () => undefined,
        );
      } else take(conversationId, found);
    },
  };
}

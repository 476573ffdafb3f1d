import type { DifyClient } from '@dify-oapi/core';

/** Conversations that are hidden because they are about to be deleted. */
export interface PendingRemovals {
  /** The same object until one comes or goes. */
  getSnapshot(): ReadonlySet<string>;
  add(id: string): void;
  delete(id: string): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

const ofClients = new WeakMap<DifyClient, PendingRemovals>();

/** Those of a client: they outlive the list that shows them. */
export function pendingRemovals(dify: DifyClient): PendingRemovals {
  const known = ofClients.get(dify);
  if (known !== undefined) return known;
  const made = createPendingRemovals();
  ofClients.set(dify, made);
  return made;
}

function createPendingRemovals(): PendingRemovals {
  let ids: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  function set(next: ReadonlySet<string>): void {
    ids = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    getSnapshot: () => ids,
    add: (id) => set(new Set([...ids, id])),
    delete: (id) => set(new Set([...ids].filter((one) => one !== id))),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

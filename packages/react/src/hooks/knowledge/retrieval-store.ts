import { AbortError, type DifyClient, type RetrievalResult, type RetrieveSegments } from '@dify-oapi/core';
import { datasets } from '@dify-oapi/core/endpoints';

/** What a search asks: the words, and how to search where that differs from the knowledge base's own settings. */
export interface RetrievalInput extends Omit<RetrieveSegments, 'dataset_id'> {}

/** What a search found. */
export type RetrievalAnswer = RetrievalResult;

/** One search of the session. */
export interface RetrievalRun {
  /** Ours. */
  readonly id: string;
  readonly input: RetrievalInput;
  readonly status: 'pending' | 'success' | 'error' | 'canceled';
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Milliseconds until it ended. */
  readonly tookMs?: number;
  readonly answer?: RetrievalAnswer;
  readonly error?: Error;
}

/** The searches of a session in one knowledge base, outside of views. */
export interface RetrievalStore {
  /** The newest first. Dify keeps no list of them that could be asked for. */
  getSnapshot(): readonly RetrievalRun[];
  subscribe(listener: () => void): () => void;
  /** Searches, and takes the search before back if it is still under way. Never rejects: the run says how it went. */
  search(input: RetrievalInput): Promise<RetrievalRun>;
  /** Takes the search back that is under way. */
  cancel(): void;
  /** Forgets all searches that have ended. */
  clear(): void;
}

const historyLimit = 50;
let lastId = 0;

/** @param now Unix milliseconds. */
function createRetrievalStore(dify: DifyClient, dataset_id: string, now: () => number = Date.now): RetrievalStore {
  let runs: readonly RetrievalRun[] = [];
  let current: AbortController | undefined;
  const listeners = new Set<() => void>();
  const set = (next: readonly RetrievalRun[]) => {
    runs = next;
    for (const listener of [...listeners]) listener();
  };

  return {
    getSnapshot: () => runs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async search(input) {
      current?.abort();
      const controller = new AbortController();
      current = controller;
      const begun: RetrievalRun = { id: `search-${++lastId}`, input, status: 'pending', startedAt: now() };
      set([begun, ...runs].slice(0, historyLimit));
      const end = (fields: Partial<RetrievalRun>): RetrievalRun => {
        const ended = { ...begun, ...fields, tookMs: now() - begun.startedAt };
        set(runs.map((run) => (run.id === begun.id ? ended : run)));
        return ended;
      };
      try {
        const answer = await dify.request(datasets.retrieve, { ...input, dataset_id }, { signal: controller.signal });
        return end({ status: 'success', answer });
      } catch (error) {
        if (error instanceof AbortError) return end({ status: 'canceled' });
        return end({ status: 'error', error: error instanceof Error ? error : new Error(String(error)) });
      }
    },
    cancel: () => current?.abort(),
    clear: () => set(runs.filter(({ status }) => status === 'pending')),
  };
}

const stores = new WeakMap<DifyClient, Map<string, RetrievalStore>>();

/** The searches of a client in a knowledge base: they outlive the view. */
export function retrievalStore(dify: DifyClient, dataset_id: string): RetrievalStore {
  let own = stores.get(dify);
  if (own === undefined) {
    own = new Map();
    stores.set(dify, own);
  }
  let store = own.get(dataset_id);
  if (store === undefined) {
    store = createRetrievalStore(dify, dataset_id);
    own.set(dataset_id, store);
  }
  return store;
}

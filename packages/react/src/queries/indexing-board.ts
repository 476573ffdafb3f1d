import {
  AbortError,
  ConnectionError,
  type DifyClient,
  DifyError,
  type DocumentIndexing,
  isSettled,
  NotFoundError,
  pollDelay,
  RateLimitError,
} from '@dify-oapi/core';
import { documents } from '@dify-oapi/core/endpoints';

/** How far the indexing of one document has come. */
export type IndexingRow = DocumentIndexing;

/** How far a batch has come: the documents of one create or replace. */
export interface BatchProgress {
  readonly batch: string;
  readonly documents: readonly IndexingRow[];
  /** Whether there is nothing more to wait for: every document is indexed or has failed, or the batch is gone. */
  readonly isFinal: boolean;
  /** Whether the server no longer knows the batch: its documents were deleted, or written anew. */
  readonly isGone: boolean;
  /** Whether nothing has changed for long: the server's worker may be down, its queue long, or the indexing paused. */
  readonly isStalled: boolean;
  /** Why the last look told nothing; it is tried again. */
  readonly error: DifyError | null;
}

/** How far the watched documents of a knowledge base have come. */
export interface IndexingState {
  /** By batch, in the order in which they were begun. */
  readonly batches: Readonly<Record<string, BatchProgress>>;
  /** Milliseconds until the next look; `null` when there is nothing to wait for. */
  readonly nextLookMs: number | null;
}

/** The batches of one knowledge base that are looked at until they are indexed. */
export interface IndexingBoard {
  /** Watches a batch too. */
  add(batch: string): void;
  /** Watches a batch no longer. */
  forget(batch: string): void;
  /** Whether a document is looked after here, so that nobody else need ask how it stands. */
  covers(document_id: string): boolean;
  /** Looks at every batch that is not final, each once. Tells of changes to documents as they are seen. */
  look(options: LookOptions): Promise<IndexingState>;
  /** What the last look saw. */
  state(): IndexingState;
}

/** How to look. */
interface LookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds without a change until a batch counts as stalled. @default 300_000 */
  readonly stalledAfter?: number | undefined;
  /** Told of documents that stand otherwise than at the last look. */
  readonly onChange?: ((rows: readonly IndexingRow[]) => void) | undefined;
}

interface Watched {
  progress: BatchProgress;
  /** Unix milliseconds, as the others. */
  began: number;
  changed: number;
  looked: number;
  failures: number;
  /** Nobody asks before; 0 when any time is right. */
  notBefore: number;
}

/** Dify counts requests by the minute. */
const minute = 60_000;
/** Batches that are looked at in one go: each is a request. The others have their turn at the next look. */
const atOnce = 20;

/** @param now Unix milliseconds; a test holds it. */
export function createIndexingBoard(dify: DifyClient, dataset_id: string, now: () => number = Date.now): IndexingBoard {
  const watched = new Map<string, Watched>();
  const unfinished = () => [...watched].filter(([, { progress }]) => !progress.isFinal);

  async function lookAt(batch: string, one: Watched, { signal, stalledAfter = 300_000, onChange }: LookOptions) {
    one.looked = now();
    try {
      const { data } = await dify.request(documents.indexingStatus, { dataset_id, batch }, { signal, maxRetries: 0 });
      one.failures = 0;
      const before = new Map(one.progress.documents.map((row) => [row.id, stageOf(row)]));
      const changed = data.filter((row) => before.get(row.id) !== stageOf(row));
      if (changed.length > 0) one.changed = now();
      const isFinal = data.every(isSettled);
      const isStalled = !isFinal && now() - one.changed >= stalledAfter;
      one.progress = { batch, documents: data, isFinal, isGone: false, isStalled, error: null };
      if (changed.length > 0) onChange?.(changed);
    } catch (error) {
      if (error instanceof NotFoundError) {
        one.progress = { ...one.progress, isFinal: true, isGone: true, isStalled: false, error: null };
        return;
      }
      if (!(error instanceof DifyError) || !canPass(error)) throw error;
      one.failures++;
      if (error instanceof RateLimitError) one.notBefore = now() + (error.retryAfterMs ?? minute);
      one.progress = { ...one.progress, error, isStalled: now() - one.changed >= stalledAfter };
    }
  }

  function delayOf({ began, changed, failures, notBefore }: Watched): number {
    const elapsed = now() - began;
    return Math.max(notBefore - now(), pollDelay({ elapsed, unchanged: now() - changed, failures }));
  }

  function state(): IndexingState {
    const delays = unfinished().map(([, one]) => delayOf(one));
    return {
      batches: Object.fromEntries([...watched].map(([batch, one]) => [batch, one.progress])),
      nextLookMs: delays.length === 0 ? null : Math.max(100, Math.min(...delays)),
    };
  }

  return {
    state,
    covers: (id) => unfinished().some(([, { progress }]) => progress.documents.some((row) => row.id === id)),
    add(batch) {
      if (watched.has(batch)) return;
      const nothing = { documents: [], isFinal: false, isGone: false, isStalled: false, error: null };
      const at = now();
      watched.set(batch, {
        progress: { batch, ...nothing },
        began: at,
        changed: at,
        looked: 0,
        failures: 0,
        notBefore: 0,
      });
    },
    forget: (batch) => void watched.delete(batch),
    async look(options) {
      const due = unfinished()
        .filter(([, { notBefore }]) => notBefore <= now())
        .sort(([, a], [, b]) => a.looked - b.looked)
        .slice(0, atOnce);
      await Promise.all(due.map(([batch, one]) => lookAt(batch, one, options)));
      return state();
    },
  };
}

function stageOf({ indexing_status, completed_segments, total_segments, error }: IndexingRow): string {
  return JSON.stringify([indexing_status, completed_segments, total_segments, error]);
}

/** Whether looking again later can help. */
function canPass(error: DifyError): boolean {
  if (error instanceof AbortError) return false;
  if (error instanceof ConnectionError || error instanceof RateLimitError) return true;
  return error.status !== undefined && error.status >= 500;
}

const boards = new WeakMap<DifyClient, Map<string, IndexingBoard>>();

/** The board of a knowledge base: one for all views of a client, so that each batch is asked for once. */
export function indexingBoard(dify: DifyClient, dataset_id: string): IndexingBoard {
  let own = boards.get(dify);
  if (own === undefined) {
    own = new Map();
    boards.set(dify, own);
  }
  let board = own.get(dataset_id);
  if (board === undefined) {
    board = createIndexingBoard(dify, dataset_id);
    own.set(dataset_id, board);
  }
  return board;
}

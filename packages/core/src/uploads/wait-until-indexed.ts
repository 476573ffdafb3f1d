import type { DifyClient } from '../client.ts';
import type { OutputOf } from '../endpoint.ts';
import { AbortError } from '../errors/abort-error.ts';
import { RateLimitError } from '../errors/api-error.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import { indexingStatus } from '../resources/documents/endpoints.ts';
import { type Clock, clock as machineClock } from './clock.ts';
import { pollDelay } from './poll-delay.ts';

/** How far one document has come. */
export type IndexingStatus = OutputOf<typeof indexingStatus>['data'][number];

/** Which documents to watch: those of one create or update. */
export interface WatchBatch {
  /** The knowledge base, a UUID. */
  dataset_id: string;
  /** The `batch` that creating or updating answered. */
  batch: string;
}

/** How far the indexing has come. */
export interface IndexingProgress {
  readonly documents: readonly IndexingStatus[];
  /** Documents that are done or have failed. */
  readonly settled: number;
  /** Whether nothing has changed for `stalledAfter`: the server's worker may be down, its queue long, or the indexing paused. */
  readonly stalled: boolean;
}

/** How to watch. */
export interface WaitOptions {
  /** Ends the watch; the indexing goes on. */
  signal?: AbortSignal | undefined;
  /** Told after every look. */
  onProgress?: ((progress: IndexingProgress) => void) | undefined;
  /** Milliseconds without a change until `stalled` is said. @default 300_000 */
  stalledAfter?: number | undefined;
  /** Milliseconds after which the watch gives up with a TimeoutError; the indexing goes on. @default no limit */
  timeout?: number | undefined;
  /** For tests. @default the machine's own */
  clock?: Clock | undefined;
}

/** Dify counts requests by the minute. */
const minute = 60_000;

/**
 * Watches the documents of a batch until each is `completed` or `error`. Looks every second at first, then less and less
 * often while nothing changes. A network that fails is waited for; a rate limit waits its minute out.
 *
 * @returns the last look at each document; a failed one says why in `error`
 * @throws NotFoundError when the batch is gone, AuthenticationError or PermissionDeniedError, AbortError, TimeoutError
 * @see https://docs.dify.ai/api-reference/documents/get-document-indexing-status
 */
export async function waitUntilIndexed(
  client: DifyClient,
  { dataset_id, batch }: WatchBatch,
  {
    clock = machineClock,
    onProgress,
    signal,
    stalledAfter = 300_000,
    timeout = Number.POSITIVE_INFINITY,
  }: WaitOptions = {},
): Promise<readonly IndexingStatus[]> {
  const began = clock.now();
  let changed = began;
  let seen = '';
  let failures = 0;
  while (true) {
    let wait: number | null = null;
    try {
      const { data } = await client.request(indexingStatus, { dataset_id, batch }, { signal, maxRetries: 0 });
      failures = 0;
      const stages = JSON.stringify(
        data.map((row) => [row.id, row.indexing_status, row.completed_segments, row.total_segments]),
      );
      if (stages !== seen) changed = clock.now();
      seen = stages;
      const settled = data.filter(isSettled).length;
      onProgress?.({ documents: data, settled, stalled: clock.now() - changed >= stalledAfter });
      if (settled === data.length) return data;
    } catch (error) {
      if (!canPass(error)) throw error;
      failures++;
      if (error instanceof RateLimitError) wait = error.retryAfterMs ?? minute;
    }
    const now = clock.now();
    wait ??= pollDelay({ elapsed: now - began, unchanged: now - changed, failures });
    if (now + wait - began > timeout) {
      const seconds = Math.round(timeout / 1000);
      const message = `The documents of batch ${batch} were not indexed within ${seconds} s. The indexing goes on; watch again later.`;
      throw new TimeoutError(message, { code: 'timeout', endpoint: 'documents.waitUntilIndexed' });
    }
    await clock.sleep(wait, signal);
  }
}

/** Whether the indexing of a document has come to its end. `paused` has not: it can go on. */
export function isSettled({ indexing_status }: Pick<IndexingStatus, 'indexing_status'>): boolean {
  return indexing_status === 'completed' || indexing_status === 'error';
}

/** Whether looking again later can help. */
function canPass(error: unknown): boolean {
  if (!(error instanceof DifyError) || error instanceof AbortError) return false;
  if (error instanceof ConnectionError || error instanceof RateLimitError) return true;
  return error.status !== undefined && error.status >= 500;
}

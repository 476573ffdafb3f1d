import { AbortError, type DifyClient, RateLimitError } from '@dify-oapi/core';

/** How the calls of a client on knowledge wait for each other when the server limits the rate. */
export interface KnowledgePace {
  /**
   * Does the work, and again after a pause when the server says that there were too many requests, which it has not done
   * then. All work of the client pauses together: the limit is the workspace's.
   */
  run<Result>(work: () => Promise<Result>, signal?: AbortSignal | undefined): Promise<Result>;
  /** Unix milliseconds until which all wait; `null` when nobody does. */
  waitsUntil(): number | null;
  subscribe(listener: () => void): () => void;
}

/** Knowledge requests are counted by the minute. */
const minute = 60_000;
const maxTries = 6;

/** @param now Unix milliseconds; with `sleep`, a test holds the clock. */
export function createKnowledgePace(now: () => number = Date.now, sleep = sleepUntilTimeout): KnowledgePace {
  let until = 0;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };

  async function pause(signal: AbortSignal | undefined): Promise<void> {
    if (until === 0) return;
    while (until > now() && !signal?.aborted) await sleep(until - now(), signal);
    if (until > now() || until === 0) return;
    until = 0;
    tell();
  }

  return {
    async run(work, signal) {
      for (let tried = 1; ; tried++) {
        await pause(signal);
        if (signal?.aborted) throw new AbortError('The call was taken back before it was sent.', { code: 'aborted' });
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof RateLimitError) || error.kind === 'quota' || tried >= maxTries) throw error;
          const wait = error.retryAfterMs ?? (error.status === 403 ? minute : Math.min(1000 * 2 ** tried, minute));
          until = Math.max(until, now() + wait);
          tell();
        }
      }
    },
    waitsUntil: () => (until > now() ? until : null),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function sleepUntilTimeout(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', done);
  });
}

const paces = new WeakMap<DifyClient, KnowledgePace>();

/** The pace of a client. */
export function knowledgePace(dify: DifyClient): KnowledgePace {
  let pace = paces.get(dify);
  if (pace === undefined) {
    pace = createKnowledgePace();
    paces.set(dify, pace);
  }
  return pace;
}

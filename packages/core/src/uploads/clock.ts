import { AbortError } from '../errors/abort-error.ts';

/** A clock that a test can hold. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Waits; rejects with an AbortError when the signal says so. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The machine's own clock. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const abort = () => {
        clearTimeout(timer);
        reject(new AbortError('The wait was taken back by the caller.', { code: 'aborted' }));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve();
      }, ms);
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    }),
};

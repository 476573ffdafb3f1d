import { backoff } from '../transport/retry.ts';
import type { RunEnvironment } from './run-environment.ts';

/** Waits; ends early with the signal. */
export function pause(environment: RunEnvironment, ms: number, signal: AbortSignal): Promise<void> {
  return until(signal, (done) => environment.setTimer(ms, done));
}

/** Waits for the time of another try, and then for the network; ends early with the signal. */
export async function pauseForTry(environment: RunEnvironment, tried: number, signal: AbortSignal): Promise<void> {
  await pause(environment, backoff(tried, environment.random), signal);
  if (!environment.isOnline()) await until(signal, (done) => environment.onOnline(done));
}

/** Waits for what `begin` calls; ends early with the signal. */
function until(signal: AbortSignal, begin: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = begin(end);
    signal.addEventListener('abort', end, { once: true });
  });
}

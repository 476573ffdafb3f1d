import { useEffect, useState } from 'react';

/** The times of a run, as the snapshots of machines tell them. */
export interface RunTimes {
  /** Unix time in milliseconds; `null` before any run. */
  readonly startedAt: number | null;
  /** `null` until the run has ended. */
  readonly elapsedMs: number | null;
}

/**
 * How long a run has taken so far, as a clock that ticks, and stands still at its end.
 *
 * @param everyMs milliseconds between two ticks
 * @returns milliseconds; `null` before any run
 */
export function useElapsed({ startedAt, elapsedMs }: RunTimes, everyMs = 100): number | null {
  const [now, setNow] = useState(() => Date.now());
  const isRunning = startedAt !== null && elapsedMs === null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [isRunning, everyMs]);
  if (startedAt === null) return null;
  return elapsedMs ?? Math.max(0, now - startedAt);
}

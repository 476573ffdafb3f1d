import { defaultRunLimits, type RunLimits } from './run-limits.ts';
import type { Claim } from './run-log.ts';

/** Which keys belong to which runs, in this process. */
export interface Claims {
  claim(key: string, claim: Claim): Claim;
  release(key: string, run: string): void;
  get(key: string): Claim | undefined;
}

/** Milliseconds that a key is remembered: longer than its run, paused or not, so that a late repeat begins no second one. */
export function claimLifetimeOf({ keepFor, keepPausedFor }: Pick<RunLimits, 'keepFor' | 'keepPausedFor'>): number {
  return Math.max(3_600_000, keepFor + keepPausedFor + 1_200_000);
}

/** Keys that are remembered, at most. */
const mostClaims = 50_000;

/** No keys yet. */
export function createClaims(limits: Readonly<RunLimits> = defaultRunLimits, now: () => number = Date.now): Claims {
  const claimLifetime = claimLifetimeOf(limits);
  const held = new Map<string, Claim>();

  function get(key: string): Claim | undefined {
    const claim = held.get(key);
    return claim !== undefined && claim.at + claimLifetime > now() ? claim : undefined;
  }

  /** Oldest first, as they were put in. */
  function forget(): void {
    for (const [key, { at }] of held) {
      if (at + claimLifetime > now() && held.size <= mostClaims) return;
      held.delete(key);
    }
  }

  return {
    get,
    claim(key, claim) {
      const known = get(key);
      if (known !== undefined) return known;
      held.delete(key);
      held.set(key, claim);
      forget();
      return claim;
    },
    release(key, run) {
      if (held.get(key)?.run === run) held.delete(key);
    },
  };
}

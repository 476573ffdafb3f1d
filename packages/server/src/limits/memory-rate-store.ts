import type { RateStore } from './rate-store.ts';

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** How many keys are remembered, at most: the ones that were used longest ago are forgotten first. */
const mostKeys = 100_000;

/** Counts in this process. */
export function createMemoryRateStore(now: () => number = Date.now): RateStore {
  const buckets = new Map<string, Bucket>();
  /** The holders of places, and until when. */
  const places = new Map<string, Map<string, number>>();

  const refilled = ({ at, tokens }: Bucket, perMinute: number) =>
    Math.min(perMinute, tokens + (Math.max(0, now() - at) * perMinute) / 60_000);

  /** A minute fills every bucket. Those that were used longest ago come first. */
  function forgetFull(): void {
    for (const [key, { at }] of buckets) {
      if (now() - at < 60_000 && buckets.size <= mostKeys) return;
      buckets.delete(key);
    }
  }

  function holdersOf(key: string): Map<string, number> {
    const holders = places.get(key) ?? new Map<string, number>();
    for (const [holder, until] of holders) if (until <= now()) holders.delete(holder);
    return holders;
  }

  return {
    async takeToken(key, perMinute) {
      const known = buckets.get(key);
      const tokens = known === undefined ? perMinute : refilled(known, perMinute);
      const isEnough = tokens >= 1;
      buckets.delete(key);
      buckets.set(key, { tokens: isEnough ? tokens - 1 : tokens, at: now() });
      forgetFull();
      return isEnough ? 0 : Math.ceil(((1 - tokens) * 60_000) / perMinute);
    },
    async takePlace(key, holder, max, leaseMs) {
      const holders = holdersOf(key);
      if (!holders.has(holder) && holders.size >= max) return false;
      holders.set(holder, now() + leaseMs);
      places.set(key, holders);
      return true;
    },
    async freePlace(key, holder) {
      const holders = holdersOf(key);
      holders.delete(holder);
      if (holders.size === 0) places.delete(key);
    },
  };
}

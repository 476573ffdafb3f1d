/** Lets each key begin so often a minute, with bursts of that many. */
export interface TokenBucket {
  /** Takes a token: 0 when there was one, else the milliseconds until there is. */
  take(key: string, nowMs: number): number;
}

/** How many keys are remembered before those that are full again are forgotten. */
const manyKeys = 10_000;

/** A bucket of `perMinute` tokens a key, counted in this process. */
export function createTokenBucket(perMinute: number): TokenBucket {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const refilled = (bucket: { tokens: number; at: number }, nowMs: number) =>
    Math.min(perMinute, bucket.tokens + (Math.max(0, nowMs - bucket.at) * perMinute) / 60_000);
  return {
    take(key, nowMs) {
      if (buckets.size > manyKeys) {
        for (const [other, bucket] of buckets) if (refilled(bucket, nowMs) >= perMinute) buckets.delete(other);
      }
      const tokens = refilled(buckets.get(key) ?? { tokens: perMinute, at: nowMs }, nowMs);
      const enough = tokens >= 1;
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: nowMs });
      return enough ? 0 : Math.ceil(((1 - tokens) * 60_000) / perMinute);
    },
  };
}

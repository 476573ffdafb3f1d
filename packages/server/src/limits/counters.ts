import type { HandlerLimits } from './limits.ts';
import { createSlots, type Slots } from './slots.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** What is counted for each user of an app, in this process. */
export interface Counters {
  readonly streams: Slots;
  readonly uploads: Slots;
  readonly starts: TokenBucket;
}

/** Counters that all stand at zero. */
export function createCounters(limits: HandlerLimits): Counters {
  return {
    streams: createSlots(limits.liveStreams),
    uploads: createSlots(limits.uploadsAtOnce),
    starts: createTokenBucket(limits.startsPerMinute),
  };
}

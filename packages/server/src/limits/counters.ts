import type { Logger } from '@dify-oapi/core';
import { letGo } from '../hub/let-go.ts';
import { newRunId } from '../hub/new-run-id.ts';
import type { HandlerLimits } from './limits.ts';
import { createMemoryRateStore } from './memory-rate-store.ts';
import type { RateStore } from './rate-store.ts';

/** What is counted for each user of an app and for each address. */
export interface Counters {
  /** Takes a place for an answer. The function returned gives it back; `null` when all are taken. */
  takeStream(user: string): Promise<(() => void) | null>;
  /** The same for an upload. */
  takeUpload(user: string): Promise<(() => void) | null>;
  /** Lets an answer begin: 0, or the milliseconds until it may. */
  takeStart(user: string, ip: string | undefined): Promise<number>;
}

/** Milliseconds that a place stays taken when its process says nothing. */
const leaseMs = 30_000;

/**
 * Counters over a store. While the store cannot be reached, this process counts for itself: the limits hold for each
 * process then, and nobody is shut out.
 */
export function createCounters(
  limits: HandlerLimits,
  log: Pick<Logger, 'warn'>,
  store: RateStore = createMemoryRateStore(),
): Counters {
  const spare = createMemoryRateStore();
  let warnedAt = 0;

  async function count<Answer>(ask: (store: RateStore) => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(store);
    } catch {
      if (Date.now() - warnedAt > 60_000) {
        warnedAt = Date.now();
        log.warn('The store of rate limits cannot be reached. This process counts alone.');
      }
      return ask(spare);
    }
  }

  async function takePlace(key: string, max: number): Promise<(() => void) | null> {
    const holder = newRunId();
    const take = () => count((at) => at.takePlace(key, holder, max, leaseMs));
    if (!(await take())) return null;
    const renewal = setInterval(() => void take().catch(() => undefined), leaseMs / 3);
    letGo(renewal);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      clearInterval(renewal);
      count((at) => at.freePlace(key, holder)).catch(() => undefined);
    };
  }

  return {
    takeStream: (user) => takePlace(`streams\0${user}`, limits.liveStreams),
    takeUpload: (user) => takePlace(`uploads\0${user}`, limits.uploadsAtOnce),
    async takeStart(user, ip) {
      const waitMs = await count((at) => at.takeToken(`starts\0${user}`, limits.startsPerMinute));
      if (waitMs > 0 || ip === undefined) return waitMs;
      return count((at) => at.takeToken(`address\0${ip}`, limits.startsPerMinuteFromIP));
    },
  };
}

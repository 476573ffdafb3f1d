import { letGo } from '../hub/let-go.ts';
import { newRunId } from '../hub/new-run-id.ts';
import { inTime } from '../ops/in-time.ts';
import type { HandlerLimits } from './limits.ts';
import { createMemoryRateStore } from './memory-rate-store.ts';
import { createPlaces } from './places.ts';
import type { RateStore } from './rate-store.ts';

/** Who asks: the app and the person in one text, and the address where it is known. */
export interface Client {
  readonly user: string;
  readonly ip: string | undefined;
}

/** Gives a place back. */
export type Release = () => void;

/** A place that is not to be had: the person or the address has as many as it may, or this process has. */
export type NoPlace = 'own' | 'all';

/** What is counted for each user of an app, for each address and for the whole process. */
export interface Counters {
  /** Takes a place for an answer that is written. */
  takeStream(client: Client): Promise<Release | NoPlace>;
  /** The same for an upload. */
  takeUpload(client: Client): Promise<Release | NoPlace>;
  /** The same for a file or for speech that is handed on. Counted in this process alone. */
  takeFile(client: Client): Release | NoPlace;
  /** Lets an answer begin: 0, or the milliseconds until it may. */
  takeStart(client: Client): Promise<number>;
  /** The same for what asks a model beside answers: speech, suggested questions, names. */
  takeExtra(client: Client): Promise<number>;
}

/** Milliseconds in which the store answers, and for which it is left alone when it did not. */
const replyMs = 1000;
const restMs = 5000;

/** Milliseconds that a place stays taken when its process says nothing. */
const leaseMs = 30_000;

/**
 * Counters over a store. While the store cannot be reached, this process counts for itself: the limits hold for each
 * process then, and nobody is shut out.
 *
 * @param tell told when the store goes away, and when it is back
 * @param site a text that no other site has: several may share a store
 */
export function createCounters(
  limits: HandlerLimits,
  tell: (isReachable: boolean) => void,
  store: RateStore = createMemoryRateStore(),
  site = '',
): Counters {
  const spare = createMemoryRateStore();
  /** Until when the store is left alone. */
  let restUntil = 0;
  /** What no key divides, and what need not be the same in all processes. */
  const whole = createMemoryRateStore();
  const places = createPlaces();

  async function count<Answer>(ask: (store: RateStore) => Promise<Answer>): Promise<Answer> {
    if (Date.now() < restUntil) return ask(spare);
    try {
      const answer = await inTime(replyMs, ask(store));
      if (restUntil > 0) tell(true);
      restUntil = 0;
      return answer;
    } catch {
      if (restUntil === 0) tell(false);
      restUntil = Date.now() + restMs;
      return ask(spare);
    }
  }

  const named = (key: string) => `${site}\0${key}`;

  async function takeLease(key: string, max: number): Promise<Release | undefined> {
    const holder = newRunId();
    const take = () => count((at) => at.takePlace(named(key), holder, max, leaseMs));
    if (!(await take())) return undefined;
    const renewal = setInterval(() => void take().catch(() => undefined), leaseMs / 3);
    letGo(renewal);
    return once(() => {
      clearInterval(renewal);
      count((at) => at.freePlace(named(key), holder)).catch(() => undefined);
    });
  }

  async function takePlaces(kind: 'streams' | 'uploads', { user, ip }: Client): Promise<Release | NoPlace> {
    const ofAll = places.take(kind, most[kind].all);
    if (ofAll === undefined) return 'all';
    const ofUser = await takeLease(`${kind}\0${user}`, most[kind].user).catch(giveBack(ofAll));
    if (ofUser === undefined) {
      ofAll();
      return 'own';
    }
    if (ip === undefined) return both(ofUser, ofAll);
    const ofAddress = await takeLease(`${kind}-from\0${ip}`, most[kind].address).catch(giveBack(both(ofUser, ofAll)));
    if (ofAddress !== undefined) return both(ofAddress, both(ofUser, ofAll));
    both(ofUser, ofAll)();
    return 'own';
  }

  async function takeToken(kind: string, perMinute: { user: number; address: number }, { user, ip }: Client) {
    const waitMs = await count((at) => at.takeToken(named(`${kind}\0${user}`), perMinute.user));
    if (waitMs > 0 || ip === undefined) return waitMs;
    return count((at) => at.takeToken(named(`${kind}-from\0${ip}`), perMinute.address));
  }

  const most = {
    streams: { user: limits.liveStreams, address: limits.liveStreamsFromIP, all: limits.liveStreamsInAll },
    uploads: { user: limits.uploadsAtOnce, address: limits.uploadsAtOnceFromIP, all: limits.uploadsInAll },
  };
  return {
    takeStream: (client) => takePlaces('streams', client),
    takeUpload: (client) => takePlaces('uploads', client),
    takeFile({ user, ip }) {
      const ofAll = places.take('files', limits.filesInAll);
      if (ofAll === undefined) return 'all';
      const ofUser = places.take(`files\0${user}`, limits.filesAtOnce);
      const ofAddress = ip === undefined ? noop : places.take(`files-from\0${ip}`, limits.filesAtOnceFromIP);
      if (ofUser !== undefined && ofAddress !== undefined) return both(ofAddress, both(ofUser, ofAll));
      ofUser?.();
      if (ofAddress !== undefined) ofAddress();
      ofAll();
      return 'own';
    },
    async takeStart(client) {
      const waitMs = await takeToken(
        'starts',
        { user: limits.startsPerMinute, address: limits.startsPerMinuteFromIP },
        client,
      );
      return waitMs > 0 ? waitMs : whole.takeToken('starts', limits.startsPerMinuteInAll);
    },
    takeExtra: (client) =>
      takeToken('extras', { user: limits.extrasPerMinute, address: limits.extrasPerMinuteFromIP }, client),
  };
}

const noop = (): void => undefined;

function once(release: Release): Release {
  let isHeld = true;
  return () => {
    if (isHeld) release();
    isHeld = false;
  };
}

function both(one: Release, other: Release): Release {
  return once(() => {
    one();
    other();
  });
}

/** For a promise that fails: nothing stays taken. */
function giveBack(release: Release): (error: unknown) => never {
  return (error) => {
    release();
    throw error;
  };
}

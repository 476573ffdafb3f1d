import type { HandlerConfig } from '../config.ts';
import { Refusal } from '../refusal.ts';
import type { Counters } from './counters.ts';

/** Who wants to do what is counted. */
export interface Turn {
  readonly config: Pick<HandlerConfig, 'rateLimit' | 'log'>;
  readonly counters: Counters;
  /** App and person in one text. */
  readonly user: string;
  readonly request: Request;
}

/** Milliseconds between two tries in the queue. */
const step = 250;

/**
 * Lets an answer begin and takes a place for it, at once or after a wait in the queue.
 *
 * @returns what gives the place back
 * @throws Refusal with 429
 */
export async function takeTurn(turn: Turn): Promise<() => void> {
  const { config, counters, request, user } = turn;
  const until = Date.now() + config.rateLimit.queueFor;
  const release = await takePlace(turn, until);
  try {
    const ip = addressOf(turn);
    for (;;) {
      const waitMs = await counters.takeStart(user, ip);
      if (waitMs === 0) return release;
      if (Date.now() + waitMs > until || request.signal.aborted) throw tooSoon(waitMs);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Takes a place for an answer that was begun before, at once or after a wait in the queue.
 *
 * @throws Refusal with 429
 */
export async function takePlace(turn: Turn, until = Date.now() + turn.config.rateLimit.queueFor): Promise<() => void> {
  for (;;) {
    const release = await turn.counters.takeStream(turn.user);
    if (release !== null) return release;
    if (Date.now() + step > until || turn.request.signal.aborted) throw tooMany('answers are being written');
    await new Promise((resolve) => setTimeout(resolve, step));
  }
}

/**
 * Takes a place for an upload.
 *
 * @throws Refusal with 429
 */
export async function takeUpload({ counters, user }: Turn): Promise<() => void> {
  const release = await counters.takeUpload(user);
  if (release === null) throw tooMany('files are being sent');
  return release;
}

function addressOf({ config: { log, rateLimit }, request }: Turn): string | undefined {
  try {
    return rateLimit.clientIP?.(request) ?? undefined;
  } catch {
    log.warn('rateLimit.clientIP() threw. The request was counted for its user alone.');
    return undefined;
  }
}

function tooMany(what: string): Refusal {
  const message = `Too many ${what} at once. Wait until one is done.`;
  return new Refusal(429, 'too_many_requests', message, { 'retry-after': '5' });
}

function tooSoon(waitMs: number): Refusal {
  const seconds = String(Math.ceil(waitMs / 1000));
  const message = 'Too many messages in a short time. Try again in a moment.';
  return new Refusal(429, 'too_many_requests', message, { 'retry-after': seconds });
}

import type { HandlerConfig } from '../config.ts';
import { Refusal } from '../refusal.ts';
import type { Client, Counters, NoPlace, Release } from './counters.ts';
import { networkOf } from './network-of.ts';

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
 * @throws Refusal with 429 or 503
 */
export async function takeTurn(turn: Turn): Promise<Release> {
  const { config, counters, request } = turn;
  const until = Date.now() + config.rateLimit.queueFor;
  const client = clientOf(turn);
  const release = await placeFor(client, turn, until);
  try {
    for (;;) {
      const waitMs = await counters.takeStart(client);
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
 * @throws Refusal with 429 or 503
 */
export function takePlace(turn: Turn): Promise<Release> {
  return placeFor(clientOf(turn), turn, Date.now() + turn.config.rateLimit.queueFor);
}

async function placeFor(client: Client, turn: Turn, until: number): Promise<Release> {
  for (;;) {
    const taken = await turn.counters.takeStream(client);
    if (typeof taken === 'function') return taken;
    if (Date.now() + step > until || turn.request.signal.aborted) throw noPlace(taken, 'answers are being written');
    await new Promise((resolve) => setTimeout(resolve, step));
  }
}

/**
 * Takes a place for an upload.
 *
 * @throws Refusal with 429 or 503
 */
export async function takeUpload(turn: Turn): Promise<Release> {
  const taken = await turn.counters.takeUpload(clientOf(turn));
  if (typeof taken !== 'function') throw noPlace(taken, 'files are being sent');
  return taken;
}

/**
 * Takes a place for a file or speech that is handed on.
 *
 * @throws Refusal with 429 or 503
 */
export function takeFile(turn: Turn): Release {
  const taken = turn.counters.takeFile(clientOf(turn));
  if (typeof taken !== 'function') throw noPlace(taken, 'files are being read');
  return taken;
}

/**
 * Lets a page ask a model for something beside answers.
 *
 * @throws Refusal with 429
 */
export async function takeExtra(turn: Turn): Promise<void> {
  const waitMs = await turn.counters.takeExtra(clientOf(turn));
  if (waitMs > 0) throw tooSoon(waitMs, 'requests');
}

function clientOf(turn: Turn): Client {
  return { user: turn.user, ip: addressOf(turn) };
}

function addressOf({ config: { log, rateLimit }, request }: Turn): string | undefined {
  try {
    const address = rateLimit.clientIP?.(request);
    return address ? networkOf(address) : undefined;
  } catch {
    log.warn('rateLimit.clientIP() threw. The request was counted for its user alone.');
    return undefined;
  }
}

function noPlace(why: NoPlace, what: string): Refusal {
  if (why === 'all') {
    return new Refusal(503, 'service_unavailable', 'Too much is going on here just now. Try again in a moment.', {
      'retry-after': '5',
    });
  }
  const message = `Too many ${what} at once. Wait until one is done.`;
  return new Refusal(429, 'too_many_requests', message, { 'retry-after': '5' });
}

function tooSoon(waitMs: number, what = 'messages'): Refusal {
  const seconds = String(Math.ceil(waitMs / 1000));
  const message = `Too many ${what} in a short time. Try again in a moment.`;
  return new Refusal(429, 'too_many_requests', message, { 'retry-after': seconds });
}

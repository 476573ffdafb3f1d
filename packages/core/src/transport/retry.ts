import { APIError, RateLimitError } from '../errors/api-error.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import { openAttempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { callFacts } from './call-facts.ts';
import { failureOf } from './failure.ts';
import { forwardAbort } from './forward-abort.ts';

/** Statuses that mean: the server never dealt with it, or not in time. */
const passing = new Set([502, 503, 504, 524]);

/**
 * Whether a failed call may be sent again: what can do nothing twice, when that may help; anything, when the server
 * certainly got nothing. A generation, an upload or a create that the server may have got is never sent twice.
 */
function mayRetry(error: unknown, repeatable: boolean): error is DifyError {
  if (!(error instanceof DifyError)) return false;
  if (error.retryAt !== undefined) return false;
  if (error instanceof ConnectionError) return repeatable || error.neverSent;
  if (!repeatable) return false;
  if (error instanceof RateLimitError) return error.kind === 'busy';
  if (error instanceof APIError) return passing.has(error.status ?? 0);
  return error instanceof StreamError && error.code === 'interrupted';
}

/** Milliseconds before another try: half a second, doubled each time, at most 8 s, with full jitter. */
export function backoff(tried: number, random: () => number): number {
  return random() * Math.min(500 * 2 ** tried, 8000);
}

/**
 * Waits for the time of another try.
 *
 * @param tried how often the call was sent again before
 * @returns false when the call has failed for good
 * @throws AbortError when the caller takes the call back meanwhile
 */
export async function anotherTry(context: CallContext, error: unknown, tried: number): Promise<boolean> {
  const { transport, options, name, endpoint, call } = context;
  const tries = options.maxRetries ?? transport.maxRetries;
  if (!mayRetry(error, context.repeatable)) return false;
  const facts = { ...callFacts(endpoint, call.url, tried), 'error.type': error.code };
  if (!(tried < tries)) {
    if (tried > 0) transport.logger?.warn?.(`${name} failed ${tried + 1} times; given up.`, facts);
    return false;
  }
  const ms = error.retryAfterMs ?? backoff(tried, transport.random ?? Math.random);
  transport.logger?.info?.(`${name} failed with ${error.code}; trying again in ${Math.round(ms)} ms.`, facts);
  const attempt = openAttempt(context.signals);
  try {
    await attempt.race(transport.sleep ? transport.sleep(ms) : sleepUntil(ms, attempt.signal));
    return true;
  } catch (cause) {
    throw failureOf(cause, context, attempt, false);
  } finally {
    attempt.release();
  }
}

/** Waits, but leaves no timer behind when the wait is taken back. */
function sleepUntil(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    forwardAbort(signal, () => clearTimeout(timer));
  });
}

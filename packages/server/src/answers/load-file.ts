import type { HandlerLimits } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';

/** A file at a signed address. */
export interface FileAddress {
  /** At an origin that files may come from. */
  readonly address: URL;
  readonly fetch: typeof fetch;
  /** The part that is wanted, checked. */
  readonly range: string | null;
  readonly limits: Pick<HandlerLimits, 'timeout'>;
  /** Takes the call back. */
  readonly controller: AbortController;
}

/**
 * Asks for a file at its address, without the key and without following it elsewhere.
 *
 * @throws Refusal with 502 or 504
 */
export async function loadFile({ address, controller, fetch, limits, range }: FileAddress): Promise<Response> {
  const headers = new Headers({ accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'dify-oapi-server' });
  if (range !== null) headers.set('range', range);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, limits.timeout);
  try {
    return await fetch(address.href, { headers, redirect: 'manual', signal: controller.signal });
  } catch {
    if (isLate) throw new Refusal(504, 'upstream_timeout', 'Dify took too long to answer.');
    throw new Refusal(502, 'upstream_unreachable', 'The file cannot be reached just now.');
  } finally {
    clearTimeout(timer);
  }
}

import { stableId } from '../stable-id.ts';
import { missing, refuseMisfits } from './misfits.ts';

/** Seconds that a signed address works. */
const lifetime = 300;

/** The query that opens a file for a while. */
export function signature(id: string, now: number, nonce: string): string {
  const timestamp = String(now);
  return `timestamp=${timestamp}&nonce=${nonce}&sign=${sign(id, timestamp, nonce)}`;
}

/**
 * Whether a query opens a file now.
 *
 * @throws Refusal when a part of it is missing
 */
export function isSigned(query: URLSearchParams, id: string, now: number, model: string): boolean {
  const whole = Object.fromEntries(query);
  const absent = ['timestamp', 'nonce', 'sign'].filter((name) => !query.has(name));
  if (absent.length > 0)
    throw refuseMisfits(
      model,
      absent.map((name) => missing(name, whole)),
    );
  const timestamp = query.get('timestamp') ?? '';
  const isTrue = query.get('sign') === sign(id, timestamp, query.get('nonce') ?? '');
  return isTrue && now - Number(timestamp) <= lifetime;
}

function sign(id: string, timestamp: string, nonce: string): string {
  return `${stableId(`signed ${id} ${timestamp} ${nonce}`).replaceAll('-', '')}=`;
}

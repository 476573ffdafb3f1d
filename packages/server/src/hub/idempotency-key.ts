import { signature } from '../handles/signature.ts';
import { Refusal } from '../refusal.ts';

/**
 * The key that a page gave its send, so that the same send may come twice.
 *
 * @throws Refusal with 400 for a key that is none
 */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new Refusal(400, 'invalid_param', 'Idempotency-Key has to be 1 to 255 visible characters.');
}

/** A digest of what a send asks, to tell a repeat from another send with the same key. */
export function fingerprintOf(...parts: readonly unknown[]): string {
  return signature('what was asked', JSON.stringify(parts));
}

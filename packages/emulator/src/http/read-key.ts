import { Refusal } from './refusal.ts';

/**
 * The key of an `Authorization` header.
 *
 * @throws Refusal when there is none, or not as a bearer
 */
export function readKey(header: string | null): string {
  const [scheme = '', key = ''] = (header ?? '').trim().split(/\s+(.*)/);
  if (key === '') throw unauthorized("Authorization header must be provided and start with 'Bearer'");
  if (scheme.toLowerCase() !== 'bearer') throw unauthorized("Authorization scheme must be 'Bearer'");
  return key;
}

/** 401. */
export function unauthorized(message = 'Access token is invalid'): Refusal {
  return new Refusal(401, 'unauthorized', message);
}

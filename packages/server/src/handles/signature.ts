import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url } from '../identity/base64url.ts';

const encoder = new TextEncoder();
const begun = new Map<string, ReturnType<typeof hmac.create>>();
const named = new Map<string, string>();

/**
 * The HMAC-SHA256 of a text, at once: WebCrypto answers later, and events of a stream must not overtake each other
 * while they wait for it.
 */
export function signature(secret: string, text: string): string {
  let start = begun.get(secret);
  if (start === undefined) {
    start = hmac.create(sha256, encoder.encode(secret));
    begun.set(secret, start);
  }
  return base64url(start.clone().update(encoder.encode(text)).digest());
}

/** Six characters that name a secret and tell nothing about it. */
export function secretName(secret: string): string {
  const known = named.get(secret);
  if (known !== undefined) return known;
  const name = signature(secret, '\0handle-secret').slice(0, 6);
  named.set(secret, name);
  return name;
}

/** Whether two texts are the same. Takes the same time wherever they differ. */
export function isSame(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

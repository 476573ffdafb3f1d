import { base64url } from '../identity/base64url.ts';

/** A new id for a run: 22 characters that nobody can guess. */
export function newRunId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)));
}

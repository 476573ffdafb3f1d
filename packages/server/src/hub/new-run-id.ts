import { base64url } from '../identity/base64url.ts';
import { randomBytes } from '../identity/random-bytes.ts';

/** A new id for a run: 22 characters that nobody can guess. */
export function newRunId(): string {
  return base64url(randomBytes(16));
}

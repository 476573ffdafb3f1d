import { randomBytes } from '../identity/random-bytes.ts';

/** An id for one request: 16 hexadecimal digits. It stands in the answer and in the log, and means nothing else. */
export function newRequestId(): string {
  let id = '';
  for (const byte of randomBytes(8)) id += byte.toString(16).padStart(2, '0');
  return id;
}

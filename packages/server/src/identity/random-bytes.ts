/** As many as are fetched at a time: the platform is asked once for many small ids. */
const fetched = 2048;

let pool = new Uint8Array();
let at = 0;

/** Bytes that nobody can guess. None is given out twice. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  if (at + length > pool.byteLength) {
    pool = crypto.getRandomValues(new Uint8Array(Math.max(fetched, length)));
    at = 0;
  }
  at += length;
  return pool.slice(at - length, at);
}

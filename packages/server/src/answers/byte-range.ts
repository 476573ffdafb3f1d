/** Bytes of a file, both ends counted in. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** A `Range` header that asks for one piece, or nothing: all others are answered with the whole file. */
export function rangeIn(header: string | null): string | null {
  return header !== null && /^bytes=(?:\d{1,15}-\d{0,15}|-\d{1,15})$/.test(header) ? header : null;
}

/** The bytes that a range means in a file of so many bytes; nothing when the file has none of them. */
export function bytesOf(range: string, length: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  return first <= last && (from !== '' || Number(to) > 0) ? { first, last } : null;
}

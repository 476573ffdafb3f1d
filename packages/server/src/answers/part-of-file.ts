import { bytesOf } from './byte-range.ts';

/** A part of a file as Dify sends it. */
export interface PartOfFile {
  /** What it says of itself: `bytes 0-99/1000`. */
  readonly header: string;
  readonly length: number;
}

/**
 * The part that an answer with 206 brings, when it is the one that was asked for or begins like it: servers may send less
 * than what was wanted. Undefined for any other part, and for one that does not say what it is.
 *
 * @param wanted the `Range` header of the request, checked; null when it had none
 */
export function partOfFile({ headers }: Response, wanted: string | null): PartOfFile | undefined {
  const header = headers.get('content-range') ?? '';
  const [, from, to, whole = ''] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(header) ?? [];
  if (from === undefined || wanted === null || headers.has('content-encoding')) return undefined;
  const [first, last] = [Number(from), Number(to)];
  const isPart = first <= last && (whole === '*' || last < Number(whole));
  return isPart && isWanted(wanted, first, last, whole) ? { header, length: last - first + 1 } : undefined;
}

function isWanted(wanted: string, first: number, last: number, whole: string): boolean {
  if (whole !== '*') {
    const range = bytesOf(wanted, Number(whole));
    return range !== null && range.first === first && last <= range.last;
  }
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(wanted) ?? [];
  // How long the file is nobody says, so where its end begins cannot be checked.
  if (from === '') return last - first + 1 <= Number(to);
  return first === Number(from) && (to === '' || last <= Number(to));
}

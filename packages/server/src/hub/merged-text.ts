import type { TextDelta } from './text-delta.ts';

/** Neighbouring pieces of one text as one record that still knows where each of them ended. */
export interface MergedText {
  readonly first: number;
  readonly last: number;
  readonly delta: TextDelta;
  readonly text: string;
  /** Characters of each piece, in order. */
  readonly lengths: Uint8Array | Uint32Array;
}

/** Characters from which a merged text takes no more: readers get it in one piece, whatever they can hold. */
export const fullText = 32_768;

/** A record of merged text. All pieces are of one kind, and their numbers follow each other. */
export function mergeTexts(first: number, delta: TextDelta, pieces: readonly string[]): MergedText {
  const lengths = pieces.map((piece) => piece.length);
  return {
    first,
    last: first + pieces.length - 1,
    delta,
    text: pieces.join(''),
    lengths: lengths.some((length) => length > 255) ? Uint32Array.from(lengths) : Uint8Array.from(lengths),
  };
}

/** The pieces that a record was made of. */
export function piecesOf({ lengths, text }: MergedText): string[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    at += length;
    return text.slice(at - length, at);
  });
}

/** The event with the text that follows a number. */
export function textAfter({ delta, first, lengths, text }: MergedText, after: number): string {
  if (after < first) return delta.write(text);
  let offset = 0;
  for (let at = 0; at <= after - first; at += 1) offset += lengths[at] ?? 0;
  return delta.write(text.slice(offset));
}

/** The record without the pieces up to a number. */
export function restOf(record: MergedText, after: number): MergedText {
  return mergeTexts(after + 1, record.delta, piecesOf(record).slice(after + 1 - record.first));
}

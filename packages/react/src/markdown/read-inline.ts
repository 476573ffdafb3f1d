import type { InlineNode } from './inline-node.ts';
import { inlinePieceLength } from './limits.ts';
import { type InlineOptions, parseInline } from './parser/inline-parser.ts';

/** Index near `inlinePieceLength` after `start`: after a line end, else after a space, else anywhere. */
function endOfPiece(text: string, start: number): number {
  const limit = start + inlinePieceLength;
  const line = text.lastIndexOf('\n', limit);
  if (line > start) return line + 1;
  const space = text.lastIndexOf(' ', limit);
  return space > start ? space + 1 : limit;
}

/** Inline Markdown in pieces. All but the last keep their identity while the text grows. */
export type InlinePieces = readonly (readonly InlineNode[])[];

/**
 * Reads inline Markdown that may grow. A very long run of it is read in pieces, each of them once, so no update can take
 * long. The same text always gives the same pieces.
 */
export class InlineReader {
  #options: InlineOptions | undefined;
  /** The text of the pieces that are complete. */
  #done = '';
  #pieces: InlinePieces = [];

  read(text: string, options: InlineOptions): InlinePieces {
    if (!this.#continues(text, options)) {
      this.#done = '';
      this.#pieces = [];
    }
    this.#options = options;
    while (text.length - this.#done.length > inlinePieceLength * 2) {
      const end = endOfPiece(text, this.#done.length);
      const piece = parseInline(text.slice(this.#done.length, end), { ...options, isLive: false });
      this.#pieces = [...this.#pieces, piece];
      this.#done = text.slice(0, end);
    }
    return [...this.#pieces, parseInline(text.slice(this.#done.length), options)];
  }

  #continues(text: string, { definitions, citations, math }: InlineOptions): boolean {
    const before = this.#options;
    return (
      before?.definitions === definitions &&
      before.citations === citations &&
      before.math === math &&
      text.slice(0, this.#done.length) === this.#done
    );
  }
}

/** The nodes of a text that does not grow. */
export function readInline(text: string, options: InlineOptions): readonly InlineNode[] {
  return new InlineReader().read(text, options).flat();
}

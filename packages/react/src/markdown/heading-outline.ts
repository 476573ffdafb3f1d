import type { BlockNode } from './block-node.ts';

/** The headings that the end of a text stands under: one bit for each depth. */
export type Outline = number;

/**
 * How many headings a block stands under: 0 for the first heading of a text, whatever its depth, and for its next of kin.
 * Depends on what comes before alone, so it stays as it was while more text arrives, and never skips: a block stands under
 * one heading more than the one before it at most.
 */
export function headingsAbove(outline: Outline, node: BlockNode): number {
  let count = 0;
  for (let open = node.type === 'heading' ? outline & (bitOf(node.depth) - 1) : outline; open > 0; open &= open - 1)
    count++;
  return count;
}

/** The outline after a block: a heading ends those of its depth and below. */
export function outlineAfter(outline: Outline, node: BlockNode): Outline {
  if (node.type !== 'heading') return outline;
  const bit = bitOf(node.depth);
  return (outline & (bit - 1)) | bit;
}

function bitOf(depth: number): number {
  return 1 << (depth - 1);
}

import type { BlockNode, LinkDefinitions } from './block-node.ts';
import type { Outline } from './heading-outline.ts';

/** A block that no later text can change any more, except for the targets of its `[label]` links. */
export interface SettledBlock {
  /** Its place in the document: the same for life, also while it was still open. */
  readonly index: number;
  readonly node: BlockNode;
  /** The definitions that its links use. A definition that arrives later gives the block a new identity. */
  readonly definitions: LinkDefinitions;
  /** How many headings it stands under. */
  readonly above: number;
}

/** A document as far as it has come. Settled blocks and full chunks keep their identity from one reading to the next. */
export interface ReadDocument {
  /** Settled blocks in groups, so that lists stay short. All but the last hold `blocksPerChunk`. */
  readonly chunks: readonly (readonly SettledBlock[])[];
  readonly count: number;
  /** The blocks after the last settled one, as they are so far. Empty when the document is final. */
  readonly tail: readonly BlockNode[];
  /** The headings that the tail stands under. */
  readonly outline: Outline;
  /** The definitions that links in the tail may use. */
  readonly tailDefinitions: LinkDefinitions;
}

/** Settled blocks in one group. */
export const blocksPerChunk = 50;

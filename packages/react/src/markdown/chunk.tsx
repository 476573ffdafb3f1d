'use no memo';

import { memo } from 'react';
import type { BlockNode, LinkDefinitions } from './block-node.ts';
import { Caret } from './caret.tsx';
import { isSameList } from './groups-of.ts';
import { NodeView } from './nodes.tsx';

/** One block of a document as it is shown. */
export interface ShownBlock {
  /** Its place in the document: the same for life. */
  readonly index: number;
  /** Absent when nothing has come of it yet. */
  readonly node: BlockNode | undefined;
  readonly definitions: LinkDefinitions;
  /** How many headings it stands under. */
  readonly above: number;
}

interface BlockProps extends Omit<ShownBlock, 'index'> {
  readonly isLive: boolean;
}

const Block = memo(function Block({ node, definitions, above, isLive }: BlockProps) {
  if (!node) return <Caret />;
  const view = <NodeView node={node} definitions={definitions} above={above} isNested={false} isLive={isLive} />;
  if (!isLive || node.type !== 'rule') return view;
  return (
    <>
      {view}
      <Caret />
    </>
  );
});

interface ChunkProps {
  readonly blocks: readonly ShownBlock[];
  /** Whether more text is arriving in the last block. */
  readonly isLive: boolean;
}

/**
 * A group of blocks. Groups that are full never render again, and a block that is open has the key that it will keep
 * when it settles, so nothing is mounted anew then.
 */
export const Chunk = memo(
  function Chunk({ blocks, isLive }: ChunkProps) {
    return blocks.map(({ index, node, definitions, above }, place) => (
      <Block
        key={index}
        node={node}
        definitions={definitions}
        above={above}
        isLive={isLive && place === blocks.length - 1}
      />
    ));
  },
  (one, other) => one.isLive === other.isLive && (one.blocks === other.blocks || isSameList(one.blocks, other.blocks)),
);

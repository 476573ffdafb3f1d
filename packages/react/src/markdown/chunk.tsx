import { memo } from 'react';
import { Nodes, type NodesProps } from './nodes.tsx';
import type { OpenTail } from './read-tail.ts';
import type { SettledBlock } from './scanned-document.ts';

const Block = memo(function Block(props: NodesProps) {
  return <Nodes {...props} />;
});

interface ChunkProps {
  readonly blocks: readonly SettledBlock[];
  /** The block that is still arriving, in the last chunk of a document that streams. */
  readonly tail?: OpenTail | undefined;
}

/**
 * A group of blocks. Groups that are full never render again, and the tail has the key that it will keep when it
 * settles, so nothing is mounted anew then.
 */
export const Chunk = memo(function Chunk({ blocks, tail }: ChunkProps) {
  const all = blocks.map((block) => (
    <Block key={block.index} nodes={block.nodes} definitions={block.definitions} isNested={false} isLive={false} />
  ));
  if (tail)
    all.push(<Block key={tail.index} nodes={tail.nodes} definitions={tail.definitions} isNested={false} isLive />);
  return all;
});

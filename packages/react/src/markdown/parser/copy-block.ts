import type { OpenBlock } from './open-block.ts';

/** A copy of an open block that can grow without the block. A copy of the document holds no closed blocks. */
export function copyBlock(block: OpenBlock): OpenBlock {
  switch (block.type) {
    case 'document':
      return { ...block, children: [] };
    case 'quote':
    case 'item':
      return { ...block, children: [...block.children] };
    case 'list':
      return { ...block, items: [...block.items] };
    case 'table':
      return { ...block, rows: [...block.rows] };
    default:
      return { ...block };
  }
}

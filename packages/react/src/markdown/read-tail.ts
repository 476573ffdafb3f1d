import type { BlockNode, LinkDefinitions } from './block-node.ts';
import { completeTail } from './complete-tail.ts';
import { parseBlock } from './parse-block.ts';
import type { ScannedDocument } from './scanned-document.ts';

/** The end of a document that is still arriving, as it is shown now. */
export interface OpenTail {
  readonly index: number;
  readonly nodes: readonly BlockNode[];
  readonly definitions: LinkDefinitions;
}

/** Code without a last line that may become the closing fence, and without the line end before it. */
function withoutClosingFence(code: string): string {
  const start = code.lastIndexOf('\n') + 1;
  const isUndecided = /^ {0,3}(?:`+|~+)? *$/.test(code.slice(start));
  return isUndecided ? code.slice(0, Math.max(0, start - 1)) : code;
}

/** Reads the open end of a document: an open fence costs no more than its new characters, all else one block. */
export function readTail({ tail, fence, count, tailDefinitions }: ScannedDocument): OpenTail {
  if (fence) {
    const node: BlockNode = { type: 'code', language: fence.language, text: withoutClosingFence(fence.text) };
    return { index: count, nodes: [node], definitions: tailDefinitions };
  }
  const { nodes, definitions } = parseBlock(completeTail(tail));
  if (definitions.size === 0) return { index: count, nodes, definitions: tailDefinitions };
  return { index: count, nodes, definitions: { ...Object.fromEntries(definitions), ...tailDefinitions } };
}

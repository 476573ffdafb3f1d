import type { InlineNode } from './inline-node.ts';

/** The text of inline nodes without their formats. */
export function inlineText(nodes: readonly InlineNode[]): string {
  let text = '';
  for (const node of nodes) {
    if (typeof node === 'string') text += node;
    else if (node.type === 'break') text += '\n';
    else if (node.type === 'citation') text += `[${node.number}]`;
    else text += 'text' in node ? node.text : inlineText(node.children);
  }
  return text;
}

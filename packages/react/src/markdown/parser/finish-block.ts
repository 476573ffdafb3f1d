import type { BlockNode, LinkDefinition, ListItemNode } from '../block-node.ts';
import type { OpenBlock, OpenItem, OpenParagraph } from './open-block.ts';
import { readDefinition } from './read-definition.ts';

/** What a block becomes in the one around it; nothing when it holds definitions only. */
export type Finished = BlockNode | ListItemNode | undefined;

/** Takes the definitions from the start of a paragraph. Returns what is left. */
export function takeDefinitions(text: string, define: (label: string, definition: LinkDefinition) => void): string {
  let rest = text;
  while (rest.startsWith('[')) {
    const read = readDefinition(rest);
    if (!read) break;
    define(read.label, read.definition);
    rest = rest.slice(read.length);
  }
  return rest;
}

/** Text up to its last line that is not blank, and with its line end when `keep` says so. */
function withoutBlankEnd(text: string, keep: '\n' | ''): string {
  const trimmed = text.trimEnd();
  const newline = text.indexOf('\n', trimmed.length);
  return newline < 0 ? text : text.slice(0, newline) + keep;
}

const task = /^\[([ xX])\](?=[ \t\n]+\S)\s+/;

/** The node that a paragraph makes. At the start of an item it may say that the item is a task. */
export function finishParagraph(text: string, parent: OpenBlock | undefined): BlockNode | undefined {
  const inline = text.trimEnd();
  if (inline === '') return undefined;
  const item: OpenItem | undefined = parent?.type === 'item' && parent.children.length === 0 ? parent : undefined;
  const mark = item ? task.exec(inline) : null;
  if (!item || !mark) return { type: 'paragraph', inline };
  item.checked = mark[1] !== ' ';
  return { type: 'paragraph', inline: inline.slice(mark[0].length) };
}

/**
 * The node that a block makes.
 *
 * @param last the node of the block that is open in it, when there is one.
 */
export function finishBlock(
  block: Exclude<OpenBlock, OpenParagraph>,
  last: Finished,
): Exclude<Finished, undefined> | undefined {
  switch (block.type) {
    case 'document':
      return undefined;
    case 'quote':
      return { type: 'quote', children: withLast(block.children, last) };
    case 'item': {
      const children = withLast(block.children, last);
      return block.checked === undefined ? { children } : { checked: block.checked, children };
    }
    case 'list': {
      const { ordered, first, loose } = block;
      const items = last && 'children' in last && !('type' in last) ? [...block.items, last] : block.items;
      return { type: 'list', ordered, start: first, loose, items };
    }
    case 'code': {
      const text = block.sign === '' ? withoutBlankEnd(block.text, '\n') : block.text;
      return { type: 'code', info: block.info, text };
    }
    case 'math':
      return { type: 'math', text: block.text };
    case 'html':
      return { type: 'html', text: withoutBlankEnd(block.text, '') };
    case 'table': {
      const { align, header, rows, source } = block;
      return { type: 'table', align, header, rows, source };
    }
  }
}

function withLast(children: readonly BlockNode[], last: Finished): readonly BlockNode[] {
  return last && 'type' in last ? [...children, last] : children;
}

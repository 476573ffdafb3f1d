import type { BlockNode, LinkDefinition } from '../block-node.ts';
import { copyBlock } from './copy-block.ts';
import { type Finished, finishBlock, finishParagraph, takeDefinitions } from './finish-block.ts';
import { likelyTable } from './likely-table.ts';
import type { OpenBlock, OpenDocument } from './open-block.ts';

/** The open blocks, each inside the one before, and what has been closed in them. */
export class BlockStack {
  readonly #blocks: OpenBlock[];
  readonly #document: OpenDocument;
  #definitions = new Map<string, LinkDefinition>();
  /** Number of the line that is being read. */
  line: number;

  constructor(blocks?: OpenBlock[], line = 0) {
    const [root] = blocks ?? [];
    this.#document = root?.type === 'document' ? root : { type: 'document', start: 0, end: 0, children: [] };
    this.#blocks = blocks ?? [this.#document];
    this.line = line;
  }

  /** How many blocks are open, the document included. */
  get depth(): number {
    return this.#blocks.length;
  }

  /** The innermost open block. */
  get tip(): OpenBlock {
    return this.#blocks.at(-1) ?? this.#document;
  }

  at(depth: number): OpenBlock | undefined {
    return this.#blocks[depth];
  }

  /** A stack that can grow without this one. */
  copy(): BlockStack {
    return new BlockStack(this.#blocks.map(copyBlock), this.line);
  }

  /** Blocks that are closed, since this was asked last. */
  takeClosed(): readonly BlockNode[] {
    return this.#document.children.splice(0);
  }

  newDefinitions(): ReadonlyMap<string, LinkDefinition> {
    const definitions = this.#definitions;
    if (definitions.size > 0) this.#definitions = new Map();
    return definitions;
  }

  /** The outermost open block as it would be if nothing more came. */
  view(isLive: boolean): BlockNode | undefined {
    let last: Finished;
    for (let index = this.#blocks.length - 1; index > 0; index--) {
      const block = this.#blocks[index];
      if (block) last = this.#finish(block, last, this.#blocks[index - 1], isLive);
    }
    return last && 'type' in last ? last : undefined;
  }

  /** Puts a block on top, without the line being a part of the others. */
  push(block: OpenBlock): void {
    this.#blocks.push(block);
  }

  /** Takes the top away, without a trace. */
  drop(): void {
    this.#blocks.pop();
  }

  /** The line is a part of the open blocks down to `depth`. */
  touch(depth: number): void {
    for (let index = 0; index <= depth; index++) {
      const block = this.#blocks[index];
      if (block) block.end = this.line;
    }
  }

  /** Closes what the line does not belong to, and the paragraph or list that cannot hold a new block. */
  makeRoom(depth: number, forItem: boolean): void {
    this.close(depth);
    for (let tip = this.tip; ; tip = this.tip) {
      const isFull = tip.type === 'paragraph' || tip.type === 'table' || (tip.type === 'list' && !forItem);
      if (!isFull) break;
      this.close(this.#blocks.length - 1);
    }
    const tip = this.tip;
    if ((tip.type === 'item' || tip.type === 'list') && tip.lastEnd > 0 && tip.lastEnd < this.line - 1) {
      const list = tip.type === 'list' ? tip : this.#blocks.at(-2);
      if (list?.type === 'list') list.loose = true;
    }
  }

  open(block: OpenBlock): void {
    this.#blocks.push(block);
    this.touch(this.#blocks.length - 1);
  }

  /** Adds a block that is complete in one line. */
  add(depth: number, node: BlockNode): void {
    this.makeRoom(depth, false);
    this.touch(this.#blocks.length - 1);
    this.append(node, this.line);
  }

  define(label: string, definition: LinkDefinition): void {
    if (!this.#definitions.has(label)) this.#definitions.set(label, definition);
  }

  #finish(block: OpenBlock, last: Finished, parent: OpenBlock | undefined, isLive: boolean): Finished {
    if (block.type !== 'paragraph') return finishBlock(block, last);
    const text = takeDefinitions(block.text, (label, definition) => this.define(label, definition));
    return (isLive ? likelyTable(text) : undefined) ?? finishParagraph(text, parent);
  }

  /** Closes the open blocks from `depth` on. */
  close(depth: number): void {
    while (this.#blocks.length > depth) {
      const block = this.#blocks.pop();
      if (!block) return;
      const node = this.#finish(block, undefined, this.tip, false);
      this.append(node, block.end);
    }
  }

  append(node: Finished, end: number): void {
    const parent = this.tip;
    if (parent.type === 'list' || parent.type === 'item') parent.lastEnd = end;
    if (!node) return;
    if (parent.type === 'list') {
      if (!('type' in node)) parent.items.push(node);
    } else if ('type' in node && 'children' in parent) {
      parent.children.push(node);
    }
  }
}

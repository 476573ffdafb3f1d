import type { BlockNode, LinkDefinition } from '../block-node.ts';
import { copyBlock } from './copy-block.ts';
import { type Finished, finishBlock, finishParagraph, takeDefinitions } from './finish-block.ts';
import { htmlStart } from './html-start.ts';
import { likelyTable } from './likely-table.ts';
import { LineCursor } from './line-cursor.ts';
import { atx, fence, marker, mathEnds, mathStart, rule, setext } from './line-patterns.ts';
import type { OpenBlock, OpenCode, OpenDocument, OpenParagraph } from './open-block.ts';
import { fitRow, readDelimiterRow, readRow } from './read-table.ts';
import { isUndecided } from './undecided.ts';

/** Quotes, lists and items inside each other; deeper markers are text. */
const maxDepth = 64;

export interface BlockParserOptions {
  /** `$$` and `\[` start formulas. */
  readonly math: boolean;
}

/** Reads Markdown line by line, as CommonMark's appendix describes it. What is closed is never looked at again. */
export class BlockParser {
  readonly #options: BlockParserOptions;
  #line = 0;
  /** The open blocks, each inside the one before. */
  #stack: OpenBlock[];
  readonly #document: OpenDocument;
  #definitions = new Map<string, LinkDefinition>();
  #isPartial = false;

  constructor(options: BlockParserOptions, stack?: OpenBlock[], line = 0) {
    this.#options = options;
    const [root] = stack ?? [];
    this.#document = root?.type === 'document' ? root : { type: 'document', start: 0, end: 0, children: [] };
    this.#stack = stack ?? [this.#document];
    this.#line = line;
  }

  /** A parser that goes on from here and leaves this one as it is. */
  fork(): BlockParser {
    return new BlockParser(this.#options, this.#stack.map(copyBlock), this.#line);
  }

  /** Blocks that are closed, since this was asked last. */
  takeClosed(): readonly BlockNode[] {
    return this.#document.children.splice(0);
  }

  /** Definitions of the blocks that were closed, since this was asked last. The first one of a label counts. */
  newDefinitions(): ReadonlyMap<string, LinkDefinition> {
    const definitions = this.#definitions;
    if (definitions.size > 0) this.#definitions = new Map();
    return definitions;
  }

  /** Whether a block is open. */
  get isOpen(): boolean {
    return this.#stack.length > 1;
  }

  /** Closes all blocks. */
  end(): void {
    this.#close(1);
  }

  /** The open block as it would be if nothing more came. `isLive` guesses what half-written tables will be. */
  view(isLive: boolean): BlockNode | undefined {
    let last: Finished;
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const block = this.#stack[index];
      if (block) last = this.#finish(block, last, this.#stack[index - 1], isLive);
    }
    return last && 'type' in last ? last : undefined;
  }

  /**
   * Reads one line, without its end.
   *
   * @param isPartial more of it is on its way: marks that may become anything are left out.
   */
  read(line: string, isPartial = false): void {
    this.#line++;
    this.#isPartial = isPartial;
    const cursor = new LineCursor(line.includes('\0') ? line.replaceAll('\0', '\ufffd') : line);
    const depth = this.#match(cursor);
    if (depth > 0) this.#readRest(cursor, depth);
  }

  get #tip(): OpenBlock {
    return this.#stack.at(-1) ?? this.#document;
  }

  /** How many open blocks the line belongs to; 0 when it is done with. */
  #match(cursor: LineCursor): number {
    let depth = 1;
    for (; depth < this.#stack.length; depth++) {
      const block = this.#stack[depth];
      if (!block) break;
      const result = this.#continues(block, cursor);
      if (result === 'done') return 0;
      if (!result) break;
      if (block.type === 'quote') this.#touch(depth);
    }
    return depth;
  }

  /** The line is a part of the open blocks down to `depth`. */
  #touch(depth: number): void {
    for (let index = 0; index <= depth; index++) {
      const block = this.#stack[index];
      if (block) block.end = this.#line;
    }
  }

  #continues(block: OpenBlock, cursor: LineCursor): boolean | 'done' {
    switch (block.type) {
      case 'quote':
        if (cursor.indent > 3 || cursor.line[cursor.next] !== '>') return false;
        cursor.skipText(1);
        cursor.skipColumns(1);
        return true;
      case 'item':
        if (cursor.isBlank) {
          if (block.lastEnd === 0 && this.#tip === block) return false;
          cursor.skipColumns(cursor.indent);
          return true;
        }
        if (cursor.indent < block.indent) return false;
        cursor.skipColumns(block.indent);
        return true;
      case 'code':
      case 'math':
        return this.#continuesCode(block, cursor);
      case 'html':
        return block.terminator !== undefined || !cursor.isBlank;
      case 'paragraph':
      case 'table':
        return !cursor.isBlank;
      default:
        return true;
    }
  }

  #continuesCode(block: OpenCode, cursor: LineCursor): boolean | 'done' {
    if (block.sign === '') {
      if (cursor.indent < 4 && !cursor.isBlank) return false;
      cursor.skipColumns(4);
      return true;
    }
    const text = cursor.text.trimEnd();
    const closes =
      block.type === 'math'
        ? text.endsWith(mathEnds[block.sign] ?? '')
        : cursor.indent < 4 && text.length >= block.length && text === block.sign.repeat(text.length);
    if (closes) {
      if (block.type === 'math') block.text += text.slice(0, -2).trimEnd();
      this.#touch(this.#stack.length - 1);
      this.#close(this.#stack.length - 1);
      return 'done';
    }
    cursor.skipColumns(Math.min(cursor.indent, block.indent));
    return true;
  }

  #readRest(cursor: LineCursor, matched: number): void {
    let depth = matched;
    for (;;) {
      const block = this.#stack[depth - 1];
      if (!block || block.type === 'code' || block.type === 'math' || block.type === 'html') break;
      const isInItem = block.type === 'item' && block.children.length === 0;
      if (this.#isPartial && (cursor.isBlank || isUndecided(cursor.text, isInItem))) return;
      if (this.#stack.length < maxDepth && this.#startContainer(cursor, depth, block)) {
        depth = this.#stack.length;
        continue;
      }
      if (this.#startLeaf(cursor, depth, block)) return;
      break;
    }
    this.#addText(cursor, depth, depth === matched);
  }

  /** Closes what the line does not belong to, and the paragraph or list that cannot hold a new block. */
  #makeRoom(depth: number, forItem: boolean): void {
    this.#close(depth);
    for (let tip = this.#tip; ; tip = this.#tip) {
      const isFull = tip.type === 'paragraph' || tip.type === 'table' || (tip.type === 'list' && !forItem);
      if (!isFull) break;
      this.#close(this.#stack.length - 1);
    }
    const tip = this.#tip;
    if ((tip.type === 'item' || tip.type === 'list') && tip.lastEnd > 0 && tip.lastEnd < this.#line - 1) {
      const list = tip.type === 'list' ? tip : this.#stack.at(-2);
      if (list?.type === 'list') list.loose = true;
    }
  }

  #open(block: OpenBlock): void {
    this.#stack.push(block);
    this.#touch(this.#stack.length - 1);
  }

  /** Adds a block that is complete in one line. */
  #add(depth: number, node: BlockNode): void {
    this.#makeRoom(depth, false);
    this.#touch(this.#stack.length - 1);
    this.#append(node, this.#line);
  }

  #startContainer(cursor: LineCursor, depth: number, block: OpenBlock): boolean {
    if (cursor.indent > 3) return false;
    const at = { start: this.#line, end: this.#line };
    const { text } = cursor;
    if (text[0] === '>') {
      cursor.skipText(1);
      cursor.skipColumns(1);
      this.#makeRoom(depth, false);
      this.#open({ type: 'quote', ...at, children: [] });
      return true;
    }
    const match = marker.exec(text);
    if (!match || rule.test(text) || (block.type === 'paragraph' && this.#isTextUnder(text, match))) return false;
    if (block.type === 'paragraph' && this.#delimiterRow(block, text)) return false;
    const sign = match[0].at(-1) ?? '';
    const { indent } = cursor;
    const start = cursor.column;
    cursor.skipText(match[0].length);
    const isEmpty = cursor.isBlank;
    const spaces = cursor.indent;
    cursor.skipColumns(isEmpty || spaces > 4 ? 1 : spaces);
    const width = isEmpty || spaces > 4 ? indent + match[0].length + 1 : cursor.column - start;
    if (block.type !== 'list' || block.sign !== sign) {
      this.#makeRoom(depth, false);
      const ordered = match[1] !== undefined;
      const first = Number(match[1] ?? 1);
      this.#open({ type: 'list', ...at, items: [], sign, ordered, first, loose: false, lastEnd: 0 });
    } else {
      this.#makeRoom(depth, true);
    }
    this.#open({ type: 'item', ...at, children: [], indent: width, checked: undefined, lastEnd: 0 });
    return true;
  }

  /** Inside a paragraph an item must have content, and an ordered one the number 1. */
  #isTextUnder(text: string, match: RegExpExecArray): boolean {
    return (match[1] !== undefined && match[1] !== '1') || text.slice(match[0].length).trim() === '';
  }

  #startLeaf(cursor: LineCursor, depth: number, block: OpenBlock): boolean {
    const at = { start: this.#line, end: this.#line };
    const { text, indent } = cursor;
    if (indent > 3) {
      if (this.#tip.type === 'paragraph' || cursor.isBlank) return false;
      cursor.skipColumns(4);
      this.#makeRoom(depth, false);
      this.#open({ type: 'code', ...at, info: '', sign: '', length: 0, indent: 0, text: `${cursor.rest}\n` });
      return true;
    }
    const heading = atx.exec(text)?.[0];
    if (heading) {
      const inline = text
        .slice(heading.length)
        .replace(/(?:^|[ \t])[ \t]*#+[ \t]*$/, '')
        .trim();
      this.#add(depth, { type: 'heading', depth: heading.length, inline });
      return true;
    }
    const marks = fence.exec(text)?.[0];
    if (marks) {
      const info = text.slice(marks.length).trim();
      this.#makeRoom(depth, false);
      this.#open({ type: 'code', ...at, info, sign: marks[0] ?? '', length: marks.length, indent, text: '' });
      return true;
    }
    if (this.#options.math && this.#startMath(text, depth)) return true;
    const isText = block.type === 'paragraph' || (depth < this.#stack.length && this.#tip.type === 'paragraph');
    const html = text[0] === '<' ? htmlStart(text, !isText) : undefined;
    if (html) {
      this.#makeRoom(depth, false);
      this.#open({ type: 'html', ...at, terminator: html.end, text: '' });
      this.#addHtml(cursor.rest);
      return true;
    }
    if (block.type === 'paragraph' && (this.#startSetext(block, text) || this.#startTable(block, text))) return true;
    if (rule.test(text)) {
      this.#add(depth, { type: 'rule' });
      return true;
    }
    return false;
  }

  #startMath(text: string, depth: number): boolean {
    const sign = mathStart.exec(text)?.[0];
    const ending = sign === undefined ? undefined : mathEnds[sign];
    const rest = text.slice(2).trim();
    if (sign === undefined || ending === undefined || (rest.includes(ending) && !rest.endsWith(ending))) return false;
    const isWhole = rest.endsWith(ending);
    if (isWhole) {
      this.#add(depth, { type: 'math', text: rest.slice(0, -2).trim() });
      return true;
    }
    this.#makeRoom(depth, false);
    const first = rest === '' ? '' : `${rest}\n`;
    const at = { start: this.#line, end: this.#line };
    this.#open({ type: 'math', ...at, info: '', sign, length: 2, indent: 0, text: first });
    return true;
  }

  #startSetext(block: OpenParagraph, text: string): boolean {
    if (!setext.test(text)) return false;
    const inline = takeDefinitions(block.text, (label, definition) => this.#define(label, definition)).trim();
    block.text = inline;
    if (inline === '') return false;
    this.#stack.pop();
    this.#touch(this.#stack.length - 1);
    this.#append({ type: 'heading', depth: text[0] === '=' ? 1 : 2, inline }, this.#line);
    return true;
  }

  /** What a delimiter row under a paragraph says, when the paragraph's last line has as many cells. */
  #delimiterRow({ lastLine }: OpenParagraph, line: string) {
    const align = readDelimiterRow(line);
    const header = align && readRow(lastLine);
    return align && header?.length === align.length ? { align, header } : undefined;
  }

  #startTable(block: OpenParagraph, line: string): boolean {
    const found = this.#delimiterRow(block, line);
    if (!found) return false;
    const source = `${block.lastLine}\n${line}\n`;
    block.text = block.text.slice(0, Math.max(0, block.text.length - block.lastLine.length - 1));
    this.#close(this.#stack.length - 1);
    this.#open({ type: 'table', start: this.#line - 1, end: this.#line, ...found, rows: [], source });
    return true;
  }

  #addText(cursor: LineCursor, depth: number, isOldBlock: boolean): void {
    const tip = this.#tip;
    if (depth < this.#stack.length && isOldBlock && !cursor.isBlank && tip.type === 'paragraph') {
      tip.text += `\n${cursor.text}`;
      tip.lastLine = cursor.text;
      this.#touch(this.#stack.length - 1);
      return;
    }
    this.#close(depth);
    const open = this.#tip;
    if (open.type === 'code' || open.type === 'math') {
      const line = cursor.rest;
      const isFence = this.#isPartial && open.sign !== '' && /^ {0,3}(?:`+|~+|\$|\\)\s*$/.test(line);
      if (isFence) return;
      open.text += this.#isPartial ? line : `${line}\n`;
      if (open.sign !== '' || !cursor.isBlank) this.#touch(this.#stack.length - 1);
    } else if (open.type === 'html') {
      this.#touch(this.#stack.length - 1);
      this.#addHtml(cursor.rest);
    } else if (!cursor.isBlank) {
      this.#addWords(open, cursor.text);
    }
  }

  #addHtml(line: string): void {
    const open = this.#tip;
    if (open.type !== 'html') return;
    open.text += `${line}\n`;
    if (open.terminator?.test(line)) this.#close(this.#stack.length - 1);
  }

  #addWords(open: OpenBlock, text: string): void {
    if (open.type === 'paragraph') {
      if (this.#isPartial && /^[|:\- \t]+$/.test(text) && open.lastLine.includes('|')) return;
      open.text += open.text === '' ? text : `\n${text}`;
      open.lastLine = text;
    } else if (open.type === 'table') {
      open.rows.push(fitRow(readRow(text), open.header.length).slice(0, open.header.length));
      open.source += `${text}\n`;
    } else {
      this.#makeRoom(this.#stack.length, false);
      this.#stack.push({ type: 'paragraph', start: this.#line, end: this.#line, text, lastLine: text });
    }
    this.#touch(this.#stack.length - 1);
  }

  #define(label: string, definition: LinkDefinition): void {
    if (!this.#definitions.has(label)) this.#definitions.set(label, definition);
  }

  #finish(block: OpenBlock, last: Finished, parent: OpenBlock | undefined, isLive: boolean): Finished {
    if (block.type !== 'paragraph') return finishBlock(block, last);
    const text = takeDefinitions(block.text, (label, definition) => this.#define(label, definition));
    return (isLive ? likelyTable(text) : undefined) ?? finishParagraph(text, parent);
  }

  /** Closes the open blocks from `depth` on. */
  #close(depth: number): void {
    while (this.#stack.length > depth) {
      const block = this.#stack.pop();
      if (!block) return;
      const node = this.#finish(block, undefined, this.#tip, false);
      this.#append(node, block.end);
    }
  }

  #append(node: Finished, end: number): void {
    const parent = this.#tip;
    if (parent.type === 'list' || parent.type === 'item') parent.lastEnd = end;
    if (!node) return;
    if (parent.type === 'list') {
      if (!('type' in node)) parent.items.push(node);
    } else if ('type' in node && 'children' in parent) {
      parent.children.push(node);
    }
  }
}

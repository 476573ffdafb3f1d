import type { BlockNode, LinkDefinition } from '../block-node.ts';
import { BlockStack } from './block-stack.ts';
import { takeDefinitions } from './finish-block.ts';
import { htmlStart } from './html-start.ts';
import { LineCursor } from './line-cursor.ts';
import { atx, fence, marker, mathEnds, mathStart, rule, setext } from './line-patterns.ts';
import type { OpenBlock, OpenCode, OpenParagraph } from './open-block.ts';
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
  readonly #stack: BlockStack;
  #isPartial = false;

  constructor(options: BlockParserOptions, stack = new BlockStack()) {
    this.#options = options;
    this.#stack = stack;
  }

  /** A parser that goes on from here and leaves this one as it is. */
  fork(): BlockParser {
    return new BlockParser(this.#options, this.#stack.copy());
  }

  /** Blocks that are closed, since this was asked last. */
  takeClosed(): readonly BlockNode[] {
    return this.#stack.takeClosed();
  }

  /** Definitions of the blocks that were closed, since this was asked last. The first one of a label counts. */
  newDefinitions(): ReadonlyMap<string, LinkDefinition> {
    return this.#stack.newDefinitions();
  }

  /** Whether a block is open. */
  get isOpen(): boolean {
    return this.#stack.depth > 1;
  }

  /** Closes all blocks. */
  end(): void {
    this.#stack.close(1);
  }

  /** The open block as it would be if nothing more came. `isLive` guesses what half-written tables will be. */
  view(isLive: boolean): BlockNode | undefined {
    return this.#stack.view(isLive);
  }

  /**
   * Reads one line, without its end.
   *
   * @param isPartial more of it is on its way: marks that may become anything are left out.
   */
  read(line: string, isPartial = false): void {
    this.#stack.line++;
    this.#isPartial = isPartial;
    const cursor = new LineCursor(line.includes('\0') ? line.replaceAll('\0', '\ufffd') : line);
    const depth = this.#match(cursor);
    if (depth > 0) this.#readRest(cursor, depth);
  }

  /** How many open blocks the line belongs to; 0 when it is done with. */
  #match(cursor: LineCursor): number {
    let depth = 1;
    for (; depth < this.#stack.depth; depth++) {
      const block = this.#stack.at(depth);
      if (!block) break;
      const result = this.#continues(block, cursor);
      if (result === 'done') return 0;
      if (!result) break;
      if (block.type === 'quote') this.#stack.touch(depth);
    }
    return depth;
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
          if (block.lastEnd === 0 && this.#stack.tip === block) return false;
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
      this.#stack.touch(this.#stack.depth - 1);
      this.#stack.close(this.#stack.depth - 1);
      return 'done';
    }
    cursor.skipColumns(Math.min(cursor.indent, block.indent));
    return true;
  }

  #readRest(cursor: LineCursor, matched: number): void {
    let depth = matched;
    for (;;) {
      const block = this.#stack.at(depth - 1);
      if (!block || block.type === 'code' || block.type === 'math' || block.type === 'html') break;
      const isInItem = block.type === 'item' && block.children.length === 0;
      if (this.#isPartial && (cursor.isBlank || isUndecided(cursor.text, isInItem))) return;
      if (this.#stack.depth < maxDepth && this.#startContainer(cursor, depth, block)) {
        depth = this.#stack.depth;
        continue;
      }
      if (this.#startLeaf(cursor, depth, block)) return;
      break;
    }
    this.#addText(cursor, depth, depth === matched);
  }

  #startContainer(cursor: LineCursor, depth: number, block: OpenBlock): boolean {
    if (cursor.indent > 3) return false;
    const at = { start: this.#stack.line, end: this.#stack.line };
    const { text } = cursor;
    if (text[0] === '>') {
      cursor.skipText(1);
      cursor.skipColumns(1);
      this.#stack.makeRoom(depth, false);
      this.#stack.open({ type: 'quote', ...at, children: [] });
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
      this.#stack.makeRoom(depth, false);
      const ordered = match[1] !== undefined;
      const first = Number(match[1] ?? 1);
      this.#stack.open({ type: 'list', ...at, items: [], sign, ordered, first, loose: false, lastEnd: 0 });
    } else {
      this.#stack.makeRoom(depth, true);
    }
    this.#stack.open({ type: 'item', ...at, children: [], indent: width, checked: undefined, lastEnd: 0 });
    return true;
  }

  /** Inside a paragraph an item must have content, and an ordered one the number 1. */
  #isTextUnder(text: string, match: RegExpExecArray): boolean {
    return (match[1] !== undefined && match[1] !== '1') || text.slice(match[0].length).trim() === '';
  }

  #startLeaf(cursor: LineCursor, depth: number, block: OpenBlock): boolean {
    const at = { start: this.#stack.line, end: this.#stack.line };
    const { text, indent } = cursor;
    if (indent > 3) {
      if (this.#stack.tip.type === 'paragraph' || cursor.isBlank) return false;
      cursor.skipColumns(4);
      this.#stack.makeRoom(depth, false);
      this.#stack.open({ type: 'code', ...at, info: '', sign: '', length: 0, indent: 0, text: `${cursor.rest}\n` });
      return true;
    }
    const heading = atx.exec(text)?.[0];
    if (heading) {
      const inline = text
        .slice(heading.length)
        .replace(/(?:^|[ \t])[ \t]*#+[ \t]*$/, '')
        .trim();
      this.#stack.add(depth, { type: 'heading', depth: heading.length, inline });
      return true;
    }
    const marks = fence.exec(text)?.[0];
    if (marks) {
      const info = text.slice(marks.length).trim();
      this.#stack.makeRoom(depth, false);
      this.#stack.open({ type: 'code', ...at, info, sign: marks[0] ?? '', length: marks.length, indent, text: '' });
      return true;
    }
    if (this.#options.math && this.#startMath(text, depth)) return true;
    const isText = block.type === 'paragraph' || (depth < this.#stack.depth && this.#stack.tip.type === 'paragraph');
    const html = text[0] === '<' ? htmlStart(text, !isText) : undefined;
    if (html) {
      this.#stack.makeRoom(depth, false);
      this.#stack.open({ type: 'html', ...at, terminator: html.end, text: '' });
      this.#addHtml(cursor.rest);
      return true;
    }
    if (block.type === 'paragraph' && (this.#startSetext(block, text) || this.#startTable(block, text))) return true;
    if (rule.test(text)) {
      this.#stack.add(depth, { type: 'rule' });
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
      this.#stack.add(depth, { type: 'math', text: rest.slice(0, -2).trim() });
      return true;
    }
    this.#stack.makeRoom(depth, false);
    const first = rest === '' ? '' : `${rest}\n`;
    const at = { start: this.#stack.line, end: this.#stack.line };
    this.#stack.open({ type: 'math', ...at, info: '', sign, length: 2, indent: 0, text: first });
    return true;
  }

  #startSetext(block: OpenParagraph, text: string): boolean {
    if (!setext.test(text)) return false;
    const inline = takeDefinitions(block.text, (label, definition) => this.#stack.define(label, definition)).trim();
    block.text = inline;
    if (inline === '') return false;
    this.#stack.drop();
    this.#stack.touch(this.#stack.depth - 1);
    this.#stack.append({ type: 'heading', depth: text[0] === '=' ? 1 : 2, inline }, this.#stack.line);
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
    this.#stack.close(this.#stack.depth - 1);
    this.#stack.open({ type: 'table', start: this.#stack.line - 1, end: this.#stack.line, ...found, rows: [], source });
    return true;
  }

  #addText(cursor: LineCursor, depth: number, isOldBlock: boolean): void {
    const tip = this.#stack.tip;
    if (depth < this.#stack.depth && isOldBlock && !cursor.isBlank && tip.type === 'paragraph') {
      tip.text += `\n${cursor.text}`;
      tip.lastLine = cursor.text;
      this.#stack.touch(this.#stack.depth - 1);
      return;
    }
    this.#stack.close(depth);
    const open = this.#stack.tip;
    if (open.type === 'code' || open.type === 'math') {
      const line = cursor.rest;
      const isFence = this.#isPartial && open.sign !== '' && /^ {0,3}(?:`+|~+|\$|\\)\s*$/.test(line);
      if (isFence) return;
      open.text += this.#isPartial ? line : `${line}\n`;
      if (open.sign !== '' || !cursor.isBlank) this.#stack.touch(this.#stack.depth - 1);
    } else if (open.type === 'html') {
      this.#stack.touch(this.#stack.depth - 1);
      this.#addHtml(cursor.rest);
    } else if (!cursor.isBlank) {
      this.#addWords(open, cursor.text);
    }
  }

  #addHtml(line: string): void {
    const open = this.#stack.tip;
    if (open.type !== 'html') return;
    open.text += `${line}\n`;
    if (open.terminator?.test(line)) this.#stack.close(this.#stack.depth - 1);
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
      this.#stack.makeRoom(this.#stack.depth, false);
      this.#stack.push({ type: 'paragraph', start: this.#stack.line, end: this.#stack.line, text, lastLine: text });
    }
    this.#stack.touch(this.#stack.depth - 1);
  }
}

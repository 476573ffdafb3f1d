import { type BlockNode, type LinkDefinition, type LinkDefinitions, noDefinitions } from './block-node.ts';
import { languageOf } from './block-reader.ts';
import { DefinitionIndex, isSameDefinitions, type LateDefinition } from './definition-index.ts';
import { hardBlockLength, longBlockLength, softBlockLength } from './limits.ts';
import { headLength, openingFence, startsHeading, startsItem } from './line-start.ts';
import { closesFence, type OpenEnd, type ParsedText, parseBlock } from './parse-block.ts';
import { blocksPerChunk, type ScannedDocument, type SettledBlock } from './scanned-document.ts';

/** Work done so far, in characters. */
interface ScanCounts {
  /** Looked at by the scanner, in search of line ends and line starts. */
  readonly scanned: number;
  /** Handed to the Markdown lexer, to settle blocks. */
  readonly lexed: number;
}

type Mode =
  | { readonly kind: 'blocks' }
  | {
      readonly kind: 'fence';
      readonly mark: string;
      readonly length: number;
      readonly bodyStart: number;
      readonly info: string;
    }
  /** A fence that was closed on the line before: the next text starts a new block. */
  | { readonly kind: 'after-fence' }
  | { readonly kind: 'raw'; readonly terminator: string };

const blocks: Mode = { kind: 'blocks' };

/** Cuts a growing Markdown text into blocks, looking at each new character once. */
export class BlockScanner {
  #text = '';
  #isFinal = false;
  /** Start of the open block. */
  #start = 0;
  #lineStart = 0;
  /** How far the current line has been searched for its end. */
  #position = 0;
  #headIsDecided = false;
  #followsEmptyLine = false;
  #hasItem = false;
  /** Inside HTML that ends at an empty line only. */
  #isHeldByHtml = false;
  #mode: Mode = blocks;
  #chunks: readonly (readonly SettledBlock[])[] = [];
  #count = 0;
  #definitions = new DefinitionIndex();
  #tailDefinitions: LinkDefinitions = noDefinitions;
  #scanned = 0;
  #lexed = 0;

  /** Work done since the text was last replaced by one that is not its continuation. */
  get counts(): ScanCounts {
    return { scanned: this.#scanned, lexed: this.#lexed };
  }

  /**
   * Reads a text. When it continues the one before, only what is new is looked at; otherwise reading starts over.
   * The same text always gives the same document, whatever was read before.
   *
   * @param isFinal the text is complete, so its tail is settled too.
   */
  read(text: string, isFinal: boolean): ScannedDocument {
    const clean = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    const isSame = clean.length === this.#text.length && clean === this.#text;
    if (isSame && this.#isFinal === isFinal) return this.#document();
    // Comparing slices is a memory comparison; startsWith goes character by character.
    if (this.#isFinal || clean.slice(0, this.#text.length) !== this.#text) this.#reset();
    this.#text = clean;
    this.#scan();
    if (isFinal) this.#settle(clean.length);
    this.#isFinal = isFinal;
    return this.#document();
  }

  #reset(): void {
    this.#text = '';
    this.#isFinal = false;
    this.#startBlock(0);
    this.#startLine(0, false);
    this.#mode = blocks;
    this.#chunks = [];
    this.#count = 0;
    this.#definitions = new DefinitionIndex();
    this.#tailDefinitions = noDefinitions;
    this.#scanned = 0;
    this.#lexed = 0;
  }

  #document(): ScannedDocument {
    const tail = this.#text.slice(this.#start);
    const mode = this.#mode;
    const isFence = mode.kind === 'fence' && tail.startsWith(mode.mark);
    const fence = isFence ? { language: languageOf(mode.info), text: this.#text.slice(mode.bodyStart) } : undefined;
    if (!isFence) this.#defineTail(tail);
    return { chunks: this.#chunks, count: this.#count, tail, fence, tailDefinitions: this.#tailDefinitions };
  }

  /** Keeps the object while it holds the same, so that nothing is shown anew because of it. */
  #defineTail(tail: string): void {
    const used = this.#definitions.usedIn(tail);
    if (!isSameDefinitions(used, this.#tailDefinitions)) this.#tailDefinitions = used;
  }

  #scan(): void {
    while (this.#position < this.#text.length || !this.#headIsDecided) {
      const newline = this.#text.indexOf('\n', this.#position);
      const end = newline < 0 ? this.#text.length : newline;
      this.#scanned += end - this.#position;
      if (!this.#headIsDecided) this.#decideHead(end, newline >= 0);
      const limit = this.#lineStart + hardBlockLength * 2;
      if (end >= limit && (this.#mode.kind === 'blocks' || this.#mode.kind === 'raw')) {
        this.#cutLine(limit);
        continue;
      }
      this.#position = end;
      if (newline < 0) return;
      this.#scanned += 1;
      this.#endLine(newline);
    }
  }

  /** Ends the block inside a line that is too long to be read as one. */
  #cutLine(limit: number): void {
    const code = this.#text.charCodeAt(limit - 1);
    const end = code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
    this.#settle(end);
    this.#startLine(end, false);
  }

  #startBlock(start: number): void {
    this.#start = start;
    this.#hasItem = false;
    this.#isHeldByHtml = false;
  }

  #startLine(start: number, followsEmptyLine: boolean): void {
    this.#lineStart = start;
    this.#position = start;
    this.#headIsDecided = false;
    this.#followsEmptyLine = followsEmptyLine;
  }

  /** Looks at the first characters of a line: may a block end before it? */
  #decideHead(end: number, isComplete: boolean): void {
    const start = this.#lineStart;
    const head = this.#text.slice(start, Math.min(end, start + headLength));
    this.#scanned += head.length;
    if (this.#mode.kind === 'after-fence') {
      this.#headIsDecided = isComplete || head.trim() !== '';
      if (head.trim() === '') return;
      this.#settle(start);
    }
    const length = start - this.#start;
    if (this.#mode.kind === 'raw' && length >= longBlockLength) this.#settle(start);
    if (this.#mode.kind !== 'blocks') {
      this.#headIsDecided = true;
      return;
    }
    const isItem = startsItem(head, isComplete);
    const isHeading = startsHeading(head, isComplete);
    this.#headIsDecided = head !== '' && isItem !== undefined && isHeading !== undefined;
    if (isComplete) this.#headIsDecided = true;
    if (!this.#headIsDecided || start === this.#start) return;
    const isText = head !== '' && head[0] !== ' ' && head[0] !== '\t';
    const limit = isItem && isText ? softBlockLength : head[0] === '|' ? longBlockLength : hardBlockLength;
    if (length >= limit) this.#settle(start);
    else if (isText && this.#followsEmptyLine && !(isItem && this.#hasItem)) this.#judge(start, true);
    else if (isHeading && !this.#isHeldByHtml) this.#judge(start, false);
  }

  #endLine(newline: number): void {
    const start = this.#lineStart;
    const mode = this.#mode;
    const line = this.#text.slice(start, newline);
    if (mode.kind === 'fence') {
      this.#endFenceLine(line);
    } else if (mode.kind === 'raw') {
      if (line.toLowerCase().includes(mode.terminator)) this.#mode = blocks;
    } else if (mode.kind === 'blocks') {
      this.#endBlockLine(line, newline);
    }
    const isEmpty = /^ *$/.test(line);
    if (isEmpty) this.#isHeldByHtml = false;
    this.#startLine(newline + 1, isEmpty);
  }

  #endFenceLine(line: string): void {
    const mode = this.#mode;
    const isInside = mode.kind === 'fence' && this.#lineStart >= mode.bodyStart;
    if (isInside && closesFence(line, mode.mark, mode.length)) this.#mode = { kind: 'after-fence' };
  }

  #endBlockLine(line: string, newline: number): void {
    const fence = openingFence(line);
    if (!fence) {
      if (startsItem(line.slice(0, headLength), true)) this.#hasItem = true;
      return;
    }
    if (this.#isHeldByHtml) return;
    if (this.#lineStart > this.#start) this.#judge(this.#lineStart, false);
    // The lexer may have found that an earlier fence is open: then this line can only be its end.
    this.#endFenceLine(line);
    if (this.#lineStart > this.#start || this.#mode.kind !== 'blocks') return;
    const { marks, info } = fence;
    this.#mode = { kind: 'fence', mark: marks.charAt(0), length: marks.length, bodyStart: newline + 1, info };
  }

  /** Asks the lexer whether the open block really ends at `end`, and settles it if so. */
  #judge(end: number, followsEmptyLine: boolean): void {
    const source = this.#text.slice(this.#start, end);
    this.#lexed += source.length;
    const parsed = parseBlock(source);
    if (parsed.end.kind === 'fence') this.#openFence(parsed.end, end, parsed);
    else if (parsed.end.kind === 'raw') this.#mode = { kind: 'raw', terminator: parsed.end.terminator };
    else if (parsed.end.kind === 'html' && !followsEmptyLine) this.#isHeldByHtml = true;
    else this.#push(source, parsed.nodes, parsed.definitions, end);
  }

  /** The open block ends in fenced code that goes on: settles what is before it. */
  #openFence(fence: OpenEnd & { kind: 'fence' }, end: number, parsed: ParsedText): void {
    const start = this.#start + fence.offset;
    if (fence.offset > 0) {
      const source = this.#text.slice(this.#start, start);
      this.#push(source, parsed.nodes.slice(0, -1), parsed.definitions, start);
    }
    const newline = this.#text.indexOf('\n', start);
    const info = this.#text.slice(start, newline).trim().slice(fence.length);
    this.#mode = { kind: 'fence', mark: fence.mark, length: fence.length, bodyStart: Math.min(newline + 1, end), info };
  }

  #settle(end: number): void {
    if (end > this.#start) {
      const source = this.#text.slice(this.#start, end);
      this.#lexed += source.length;
      const { nodes, definitions } = parseBlock(source);
      this.#push(source, nodes, definitions, end);
    }
    this.#mode = blocks;
  }

  #push(
    source: string,
    nodes: readonly BlockNode[],
    definitions: ReadonlyMap<string, LinkDefinition>,
    end: number,
  ): void {
    const index = this.#count;
    this.#startBlock(end);
    for (const late of this.#definitions.add(definitions)) this.#redefine(late);
    const block = { index, source, nodes, definitions: this.#definitions.usedInBlock(source, index) };
    const last = this.#chunks.at(-1);
    if (last && last.length < blocksPerChunk) this.#chunks = [...this.#chunks.slice(0, -1), [...last, block]];
    else this.#chunks = [...this.#chunks, [block]];
    this.#count += 1;
  }

  /** Hands a definition to the earlier blocks that use it. */
  #redefine({ label, definition, blocks: late }: LateDefinition): void {
    const redefined = (block: SettledBlock): SettledBlock => {
      if (!late.has(block.index)) return block;
      return { ...block, definitions: Object.assign(Object.create(null), block.definitions, { [label]: definition }) };
    };
    const places = new Set([...late].map((index) => Math.floor(index / blocksPerChunk)));
    this.#chunks = this.#chunks.map((chunk, place) => (places.has(place) ? chunk.map(redefined) : chunk));
  }
}

import { type BlockNode, type LinkDefinition, type LinkDefinitions, noDefinitions } from './block-node.ts';
import { DefinitionIndex, isSameDefinitions, type LateDefinition } from './definition-index.ts';
import { headingsAbove, type Outline, outlineAfter } from './heading-outline.ts';
import { BlockParser, type BlockParserOptions } from './parser/block-parser.ts';
import { blocksPerChunk, type ReadDocument, type SettledBlock } from './read-document.ts';

/** Work done so far, in characters. */
interface ReadCounts {
  /** Complete lines that were parsed. */
  readonly settled: number;
  /** Unfinished lines that were parsed, each as often as it grew. */
  readonly guessed: number;
}

/** Reads a growing Markdown text: each complete line is parsed once, the unfinished one as often as it grows. */
export class DocumentReader {
  readonly #options: BlockParserOptions;
  #text = '';
  #isFinal = false;
  /** Start of the first line that has not been parsed. */
  #lineStart = 0;
  /** How far that line has been searched for its end. */
  #searched = 0;
  /** Start of the lines since a block was last settled. */
  #blockStart = 0;
  #parser: BlockParser;
  #chunks: readonly (readonly SettledBlock[])[] = [];
  #count = 0;
  #outline: Outline = 0;
  #definitions = new DefinitionIndex();
  #document: ReadDocument | undefined;
  #tailDefinitions: LinkDefinitions = noDefinitions;
  #settled = 0;
  #guessed = 0;

  constructor(options: BlockParserOptions = { math: false }) {
    this.#options = options;
    this.#parser = new BlockParser(options);
  }

  /** Work done since the text was last replaced by one that is not its continuation. */
  get counts(): ReadCounts {
    return { settled: this.#settled, guessed: this.#guessed };
  }

  /**
   * Reads a text. When it continues the one before, only what is new is looked at; otherwise reading starts over.
   * The same text always gives the same document, whatever was read before.
   *
   * @param isFinal the text is complete.
   */
  read(text: string, isFinal: boolean): ReadDocument {
    const isSame = text.length === this.#text.length && text === this.#text;
    if (isSame && this.#isFinal === isFinal && this.#document) return this.#document;
    // Comparing slices is a memory comparison; startsWith goes character by character.
    if (this.#isFinal || text.slice(0, this.#text.length) !== this.#text) this.#reset();
    this.#text = text;
    this.#isFinal = isFinal;
    this.#readLines(isFinal);
    const document = isFinal ? this.#end() : this.#open();
    this.#document = document;
    return document;
  }

  #reset(): void {
    this.#text = '';
    this.#lineStart = 0;
    this.#searched = 0;
    this.#blockStart = 0;
    this.#parser = new BlockParser(this.#options);
    this.#chunks = [];
    this.#count = 0;
    this.#outline = 0;
    this.#definitions = new DefinitionIndex();
    this.#tailDefinitions = noDefinitions;
    this.#settled = 0;
    this.#guessed = 0;
  }

  #readLines(isFinal: boolean): void {
    const lineEnd = /\r\n?|\n/g;
    lineEnd.lastIndex = this.#searched;
    for (let found = lineEnd.exec(this.#text); found; found = lineEnd.exec(this.#text)) {
      // A line feed may follow the carriage return.
      if (found[0] === '\r' && lineEnd.lastIndex === this.#text.length && !isFinal) break;
      this.#readLine(found.index, lineEnd.lastIndex);
    }
    this.#searched = this.#text.endsWith('\r') ? this.#text.length - 1 : this.#text.length;
  }

  #readLine(end: number, next: number): void {
    this.#parser.read(this.#text.slice(this.#lineStart, end));
    this.#settled += next - this.#lineStart;
    this.#lineStart = next;
    this.#settle();
  }

  #settle(): void {
    for (const late of this.#definitions.add(this.#parser.newDefinitions())) this.#redefine(late);
    const closed = this.#parser.takeClosed();
    if (closed.length > 0) {
      const source = this.#text.slice(this.#blockStart, this.#lineStart);
      for (const node of closed) this.#push(node, source);
      this.#blockStart = this.#lineStart;
    }
    if (!this.#parser.isOpen) this.#blockStart = this.#lineStart;
  }

  #push(node: BlockNode, source: string): void {
    const index = this.#count++;
    const definitions = node.type === 'code' ? noDefinitions : this.#definitions.usedInBlock(source, index);
    const last = this.#chunks.at(-1);
    const block: SettledBlock = { index, node, definitions, above: headingsAbove(this.#outline, node) };
    this.#outline = outlineAfter(this.#outline, node);
    const isFull = !last || last.length === blocksPerChunk;
    this.#chunks = isFull ? [...this.#chunks, [block]] : [...this.#chunks.slice(0, -1), [...last, block]];
  }

  #redefine({ label, definition, blocks }: LateDefinition): void {
    const places = new Set([...blocks].map((index) => Math.floor(index / blocksPerChunk)));
    this.#chunks = this.#chunks.map((chunk, place) => {
      if (!places.has(place)) return chunk;
      return chunk.map((block) => {
        if (!blocks.has(block.index)) return block;
        return {
          ...block,
          definitions: Object.assign(Object.create(null), block.definitions, { [label]: definition }),
        };
      });
    });
  }

  #end(): ReadDocument {
    if (this.#lineStart < this.#text.length) this.#readLine(this.#text.length, this.#text.length);
    this.#parser.end();
    this.#settle();
    return this.#with([], noDefinitions);
  }

  /** The document with its open end as it will probably be. */
  #open(): ReadDocument {
    const line = this.#text.slice(this.#lineStart, this.#searched);
    const fork = this.#parser.fork();
    this.#guessed += line.length;
    if (line !== '') fork.read(line, true);
    const node = fork.view(true);
    const closed = fork.takeClosed();
    const tail = node ? [...closed, node] : closed;
    this.#defineTail(fork.newDefinitions());
    return this.#with(tail, this.#tailDefinitions);
  }

  #with(tail: readonly BlockNode[], tailDefinitions: LinkDefinitions): ReadDocument {
    return { chunks: this.#chunks, count: this.#count, outline: this.#outline, tail, tailDefinitions };
  }

  /** Keeps the object while it holds the same, so that nothing is shown anew because of it. */
  #defineTail(own: ReadonlyMap<string, LinkDefinition>): void {
    const settled = this.#definitions.usedIn(this.#text.slice(this.#blockStart));
    const used = own.size === 0 ? settled : Object.assign(Object.create(null), Object.fromEntries(own), settled);
    if (!isSameDefinitions(used, this.#tailDefinitions)) this.#tailDefinitions = used;
  }
}

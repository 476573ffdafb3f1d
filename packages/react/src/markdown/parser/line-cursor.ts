/** Columns to the next tab stop. */
function toTabStop(column: number): number {
  return 4 - (column % 4);
}

/** A place in one line, counted in characters and in columns: a tab may be half used by the container before it. */
export class LineCursor {
  readonly line: string;
  offset = 0;
  /** First character after the spaces that follow. */
  next = 0;
  /** Columns of the spaces that follow. */
  indent = 0;
  #column = 0;
  #isInTab = false;

  constructor(line: string) {
    this.line = line;
    this.look();
  }

  /** Nothing but spaces follows. */
  get isBlank(): boolean {
    return this.next >= this.line.length;
  }

  get column(): number {
    return this.#column;
  }

  /** What follows, without its spaces. */
  get text(): string {
    return this.line.slice(this.next);
  }

  /** What follows; a tab that is half used counts with the spaces that are left of it. */
  get rest(): string {
    if (!this.#isInTab) return this.line.slice(this.offset);
    return ' '.repeat(toTabStop(this.#column)) + this.line.slice(this.offset + 1);
  }

  /** Measures the spaces that follow. */
  look(): void {
    let column = this.#column;
    let index = this.offset;
    for (; index < this.line.length; index++) {
      const code = this.line.charCodeAt(index);
      if (code === 32) column++;
      else if (code === 9) column += toTabStop(column);
      else break;
    }
    this.next = index;
    this.indent = column - this.#column;
  }

  isAtSpace(): boolean {
    const code = this.line.charCodeAt(this.offset);
    return code === 32 || code === 9;
  }

  /** Moves over spaces: as many columns, or fewer when there are no more. */
  skipColumns(columns: number): void {
    for (let left = columns; left > 0 && this.isAtSpace(); ) {
      const isTab = this.line.charCodeAt(this.offset) === 9;
      const width = isTab ? toTabStop(this.#column) : 1;
      const used = Math.min(width, left);
      this.#isInTab = used < width;
      this.#column += used;
      if (!this.#isInTab) this.offset++;
      left -= used;
    }
    this.look();
  }

  /** Moves to the first character that is no space, and over as many more. */
  skipText(length: number): void {
    this.#column += this.indent + length;
    this.offset = this.next + length;
    this.#isInTab = false;
    this.look();
  }
}

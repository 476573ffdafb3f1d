import { hideUnfinishedEntity } from './decode-entities.ts';

/** A mark that has been open for longer is taken for a plain character. */
const maxOpenLength = 1500;

interface OpenMark {
  readonly sign: string;
  readonly at: number;
  length: number;
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function runLength(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === text[at]) end++;
  return end - at;
}

/** Index after the `)` that closes the `(` at `at`, or -1. */
function endOfTarget(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '(') depth++;
    else if (text[index] === ')' && --depth === 0) return index + 1;
  }
  return -1;
}

/** One pass over text whose end is missing: what to leave out, and what to add. */
class InlineCompletion {
  readonly #text: string;
  readonly #hidden: [number, number][] = [];
  readonly #brackets: number[] = [];
  #open: OpenMark[] = [];
  #end: number;
  #suffix = '';

  constructor(text: string) {
    this.#text = text;
    this.#end = text.length;
  }

  complete(): string {
    for (let at = 0; at < this.#end; ) at = this.#step(at);
    this.#hideOpenBracket();
    return this.#closeMarks();
  }

  #step(at: number): number {
    const sign = this.#text[at];
    if (sign === '\\') return this.#escape(at);
    if (sign === '`') return this.#code(at);
    if (sign === '[') this.#brackets.push(at);
    else if (sign === ']') return this.#closeBracket(at);
    else if (sign === '*' || sign === '_' || sign === '~') return this.#mark(at, sign);
    else if (sign === '<') return this.#angle(at);
    return at + 1;
  }

  #escape(at: number): number {
    if (at + 1 >= this.#end) this.#end = at;
    return at + 2;
  }

  #code(at: number): number {
    const length = runLength(this.#text, at);
    let index = this.#text.indexOf('`', at + length);
    while (index >= 0) {
      const run = runLength(this.#text, index);
      if (run === length) return index + run;
      index = this.#text.indexOf('`', index + run);
    }
    const body = this.#text.slice(at + length, this.#end).replace(/`+$/, '');
    if (body.trim() === '' || body.length > maxOpenLength) {
      if (body.trim() === '') this.#end = at;
      return at + length;
    }
    this.#end = at + length + body.length;
    this.#suffix = '`'.repeat(length);
    return this.#end;
  }

  #isImage(bracket: number): boolean {
    return this.#text[bracket - 1] === '!';
  }

  #closeBracket(at: number): number {
    const bracket = this.#brackets.pop();
    if (bracket === undefined) return at + 1;
    const next = this.#text[at + 1];
    const label = this.#text.slice(bracket + 1, at);
    if (next === '(') {
      const end = endOfTarget(this.#text, at + 1);
      return end < 0 ? this.#hideTarget(bracket, at) : end;
    }
    if (next === '[') {
      const end = this.#text.indexOf(']', at + 2);
      if (end >= 0) return /^\d+$/.test(label) ? at + 1 : end + 1;
      return /^\d+$/.test(label) ? at + 1 : this.#hideTarget(bracket, at);
    }
    if (next === undefined && !/^(?:\d+|[ xX]|\^.*)$/.test(label)) return this.#hideTarget(bracket, at);
    return at + 1;
  }

  /** A link whose target is on its way shows its text; an image shows nothing. */
  #hideTarget(bracket: number, at: number): number {
    if (this.#text.length - at > maxOpenLength) return at + 1;
    this.#end = this.#isImage(bracket) ? bracket - 1 : at;
    if (!this.#isImage(bracket)) this.#hidden.push([bracket, bracket + 1]);
    return this.#end;
  }

  #hideOpenBracket(): void {
    const bracket = this.#brackets.findLast((at) => at < this.#end);
    if (bracket === undefined || this.#end - bracket > maxOpenLength) return;
    if (this.#isImage(bracket)) this.#end = bracket - 1;
    else this.#hidden.push([bracket, bracket + 1]);
  }

  /** `<https://…` and `<br` are shown once it is sure what they are. */
  #angle(at: number): number {
    const rest = this.#text.slice(at, Math.min(this.#end, at + maxOpenLength));
    if (at + rest.length < this.#end) return at + 1;
    if (/^<(?:b|br\s*\/?)?$/i.test(rest)) this.#end = at;
    else if (/^<[a-z][a-z\d+.-]*:[^\s<>]*$/i.test(rest)) this.#hidden.push([at, at + 1]);
    return at + 1;
  }

  #mark(at: number, sign: string): number {
    const run = runLength(this.#text, at);
    const after = at + run;
    const before = this.#text[at - 1];
    const next = after < this.#end ? this.#text[after] : undefined;
    const isOpen = this.#open.some((mark) => mark.sign === sign);
    if (next === undefined && !isOpen) {
      this.#end = at;
      return after;
    }
    if (sign === '~' && run > 2) return after;
    const isInWord = sign === '_' && /[\p{L}\p{N}]/u.test(before ?? ' ') && /[\p{L}\p{N}]/u.test(next ?? ' ');
    if (isInWord) return after;
    const left = isOpen && !isSpace(before) ? this.#closeMark(sign, run) : run;
    if (next !== undefined && left > 0 && !isSpace(next)) this.#open.push({ sign, at: after - left, length: left });
    return after;
  }

  /** Closes open marks with a run of signs. Returns how many signs are left. */
  #closeMark(sign: string, run: number): number {
    let left = run;
    while (left > 0) {
      const index = this.#open.findLastIndex((mark) => mark.sign === sign);
      const mark = this.#open[index];
      if (!mark) break;
      const used = Math.min(left, mark.length);
      mark.length -= used;
      left -= used;
      this.#open = this.#open.slice(0, mark.length > 0 ? index + 1 : index);
    }
    return left;
  }

  #closeMarks(): string {
    let text = '';
    let from = 0;
    for (const [start, end] of this.#hidden.sort((one, other) => one[0] - other[0])) {
      if (start < from || start >= this.#end) continue;
      text += this.#text.slice(from, start);
      from = end;
    }
    text = hideUnfinishedEntity(text + this.#text.slice(from, this.#end)) + this.#suffix;
    for (const mark of this.#open.reverse()) {
      if (mark.at >= this.#end || this.#end - mark.at > maxOpenLength) continue;
      const trimmed = text.trimEnd();
      const isEmpty = this.#text.slice(mark.at + mark.length, this.#end).trim() === '';
      text = isEmpty ? trimmed.replace(/[*_~]+$/, '') : trimmed + mark.sign.repeat(mark.length);
    }
    return text;
  }
}

/**
 * Inline Markdown whose end has not arrived, as it will look when it has: marks and code are closed, a link shows its
 * text, an image and a mark without content show nothing. So nothing appears as signs first and as a format later.
 */
export function completeInline(text: string): string {
  if (!/[\\`[\]*_~<&]/.test(text)) return text;
  return new InlineCompletion(text).complete();
}

import type { LinkDefinitions } from '../block-node.ts';
import { decodeEntities, hideUnfinishedEntity } from '../decode-entities.ts';
import type { InlineNode } from '../inline-node.ts';
import { normalizeLabel } from '../referenced-labels.ts';
import { readMailAddress, readWebAddress } from './autolink.ts';
import { emphasize, type InlineToken, maxOpenLength, readRun } from './delimiters.ts';
import { endOfHtml } from './end-of-html.ts';
import { isHalfLink } from './is-half-link.ts';
import { matchAt, readLabel } from './link-parts.ts';
import { readFormula } from './read-formula.ts';
import { readTarget, type Target } from './read-target.ts';

export interface InlineOptions {
  readonly definitions: LinkDefinitions;
  /** The rest of the text is on its way: what is half-written becomes what it will be. */
  readonly isLive: boolean;
  /** Numbers whose `[1]` is a citation mark. */
  readonly citations?: { has(number: number): boolean } | undefined;
  /** `$…$`, `$$…$$`, `\(…\)` and `\[…\]` are formulas. */
  readonly math: boolean;
}

interface Bracket {
  /** Its place among the tokens. */
  readonly token: number;
  /** Index after it in the text. */
  readonly start: number;
  readonly isImage: boolean;
  /** Another bracket has begun inside. */
  hasInner: boolean;
}

const special = /[\\`*_~[\]!<&@\n]|(?:https?|ftp):\/\/|www\./gi;
const specialWithMath = /[\\`*_~[\]!<&@\n$]|(?:https?|ftp):\/\/|www\./gi;
const escapable = /[!-/:-@[-`{-~]/;
const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy;
const address = /<([a-z][a-z\d+.-]{1,31}:[^\s<>]*)>/iy;
const mail = /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*)>/iy;
const halfAddress = /^<(?:[a-z][a-z\d+.-]*:[^\s<>]*|ht{0,2}|https?|ft?p?|m|ma|mai|mailt?o?)$/i;
/** Reads one run of inline Markdown, as CommonMark's appendix describes it. */
class InlineParser {
  readonly #text: string;
  readonly #options: InlineOptions;
  readonly #special: RegExp;
  readonly #tokens: InlineToken[] = [];
  readonly #brackets: Bracket[] = [];
  /** Brackets before this one have a link inside: they are none. */
  #firstActive = 0;
  #at = 0;
  /** Text since here is not among the tokens yet. */
  #textStart = 0;
  /** Last place of a run of as many backticks, by length. */
  #lastTicks: Map<number, number> | undefined;
  /** What has been searched for in vain. */
  readonly #missing = new Set<string>();

  constructor(text: string, options: InlineOptions) {
    this.#text = text;
    this.#options = options;
    this.#special = options.math ? specialWithMath : special;
  }

  parse(): readonly InlineNode[] {
    const text = this.#text;
    while (this.#at < text.length) {
      this.#special.lastIndex = this.#at;
      const found = this.#special.exec(text);
      if (!found) break;
      this.#at = found.index;
      const end = this.#read(text[found.index] ?? '');
      this.#at = end > found.index ? end : found.index + 1;
    }
    this.#at = text.length;
    this.#flush(text.length);
    if (!this.#options.isLive) return emphasize(this.#tokens);
    this.#completeEnd();
    return emphasize(this.#tokens, text.length);
  }

  /** Puts the text up to `end` among the tokens. */
  #flush(end: number): void {
    if (end > this.#textStart) this.#tokens.push(this.#text.slice(this.#textStart, end));
    this.#textStart = end;
  }

  /** Puts a node in the place of the text from here to `end`. */
  #put(token: InlineToken, end: number): number {
    this.#flush(this.#at);
    if (token !== '') this.#tokens.push(token);
    this.#textStart = end;
    return end;
  }

  /** Reads what may stand here. Returns the index after it, or the same place when it is text. */
  #read(sign: string): number {
    const at = this.#at;
    switch (sign) {
      case '\\':
        return this.#math() ?? this.#escape();
      case '$':
        return this.#math() ?? at;
      case '`':
        return this.#code();
      case '*':
      case '_':
      case '~':
        return this.#run();
      case '!':
        return this.#text[at + 1] === '[' ? this.#openBracket(true) : at;
      case '[':
        return this.#openBracket(false);
      case ']':
        return this.#closeBracket();
      case '<':
        return this.#angle();
      case '&':
        return this.#entity();
      case '\n':
        return this.#lineEnd();
      case '@': {
        const link = readMailAddress(this.#text, at, this.#textStart);
        if (!link) return at;
        this.#at -= link.before;
        return this.#put(link.node, link.end);
      }
      default: {
        const link = readWebAddress(this.#text, at, this.#brackets.length > 0);
        return link ? this.#put(link.node, link.end) : at;
      }
    }
  }

  #find(text: string, from: number): number {
    if (this.#missing.has(text)) return -1;
    const found = this.#text.indexOf(text, from);
    if (found < 0) this.#missing.add(text);
    return found;
  }

  #escape(): number {
    const next = this.#text[this.#at + 1];
    if (next === '\n') return this.#break(this.#at + 1);
    if (next !== undefined && escapable.test(next)) return this.#put(next, this.#at + 2);
    if (next === undefined && this.#options.isLive) return this.#put('', this.#at + 1);
    return this.#at;
  }

  #break(newline: number): number {
    return this.#put(
      { type: 'break' },
      newline + (/^\n */.exec(this.#text.slice(newline, newline + 200))?.[0].length ?? 1),
    );
  }

  #lineEnd(): number {
    const newline = this.#at;
    let start = newline;
    while (start > this.#textStart && this.#text[start - 1] === ' ') start--;
    this.#at = start;
    if (newline - start >= 2) return this.#break(newline);
    return this.#put('\n', newline + 1);
  }

  #entity(): number {
    const found = matchAt(reference, this.#text, this.#at)?.[0];
    const decoded = found && decodeEntities(found);
    return found && decoded !== undefined && decoded !== found ? this.#put(decoded, this.#at + found.length) : this.#at;
  }

  #run(): number {
    const run = readRun(this.#text, this.#at);
    const end = this.#at + run.length;
    if (this.#options.isLive && end >= this.#text.length) return this.#put('', end);
    if (!run.canOpen && !run.canClose) return end;
    return this.#put(run, end);
  }

  #ticksFrom(at: number): number {
    let end = at;
    while (this.#text[end] === '`') end++;
    return end - at;
  }

  #code(): number {
    const start = this.#at;
    const length = this.#ticksFrom(start);
    const from = start + length;
    if (!this.#lastTicks) {
      this.#lastTicks = new Map();
      for (const { 0: ticks, index } of this.#text.matchAll(/`+/g)) this.#lastTicks.set(ticks.length, index);
    }
    if ((this.#lastTicks.get(length) ?? 0) >= from) {
      for (let at = this.#text.indexOf('`', from); at >= 0; at = this.#text.indexOf('`', at)) {
        const run = this.#ticksFrom(at);
        if (run === length) return this.#putCode(from, at, at + run);
        at += run;
      }
    }
    if (!this.#options.isLive) return from;
    const body = this.#text.slice(from).replace(/`+$/, '');
    if (body.trim() === '') return this.#put('', this.#text.length);
    return body.length > maxOpenLength ? from : this.#putCode(from, from + body.length, this.#text.length);
  }

  #putCode(from: number, to: number, end: number): number {
    const inner = this.#text.slice(from, to).replaceAll('\n', ' ');
    const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
    return this.#put({ type: 'code', text: isPadded ? inner.slice(1, -1) : inner }, end);
  }

  #math(): number | undefined {
    if (!this.#options.math) return undefined;
    const formula = readFormula(this.#text, this.#at, (sign, from) => this.#find(sign, from));
    if (!formula) return undefined;
    if (formula.node) return this.#put(formula.node, formula.end);
    // Its end is on its way.
    const isHidden = this.#options.isLive && this.#text.length - this.#at <= maxOpenLength;
    return isHidden ? this.#put('', this.#text.length) : undefined;
  }

  #angle(): number {
    const at = this.#at;
    const link = matchAt(address, this.#text, at);
    if (link) return this.#putAddress(link[1] ?? '', '', at + link[0].length);
    const post = matchAt(mail, this.#text, at);
    if (post) return this.#putAddress(post[1] ?? '', 'mailto:', at + post[0].length);
    const end = endOfHtml(this.#text, at, (sign, from) => this.#find(sign, from));
    if (end !== undefined) return this.#put({ type: 'html', text: this.#text.slice(at, end) }, end);
    if (!this.#options.isLive) return at;
    const rest = this.#text.slice(at, at + maxOpenLength);
    if (/^<(?:b|br\s*\/?)?$/i.test(rest)) return this.#put('', this.#text.length);
    return halfAddress.test(rest) ? this.#put('', at + 1) : at;
  }

  #putAddress(text: string, scheme: string, end: number): number {
    return this.#put({ type: 'link', href: scheme + text, children: [text] }, end);
  }

  #openBracket(isImage: boolean): number {
    const end = this.#at + (isImage ? 2 : 1);
    const before = this.#brackets.at(-1);
    if (before) before.hasInner = true;
    this.#put(isImage ? '![' : '[', end);
    this.#brackets.push({ token: this.#tokens.length - 1, start: end, isImage, hasInner: false });
    return end;
  }

  #closeBracket(): number {
    const bracket = this.#brackets.pop();
    if (!bracket) return this.#at;
    const isActive = bracket.isImage || this.#brackets.length >= this.#firstActive;
    if (!isActive) {
      this.#firstActive = Math.min(this.#firstActive, this.#brackets.length);
      return this.#at;
    }
    const target = readTarget(this.#text, this.#at + 1) ?? this.#reference(bracket);
    if (target) return this.#putLink(bracket, target);
    if (this.#isCitation(bracket)) return this.#putCitation(bracket);
    return this.#options.isLive && isHalfLink(this.#text, bracket.start, this.#at)
      ? this.#putHalfLink(bracket)
      : this.#at;
  }

  #putLink({ token, isImage }: Bracket, { href, title, end }: Target): number {
    this.#flush(this.#at);
    const inner = this.#tokens.splice(token).slice(1);
    const isBare = (each: InlineToken) => typeof each !== 'string' && each.type === 'link' && each.isBare === true;
    const plain = inner.map((each) =>
      isBare(each) && typeof each !== 'string' && 'children' in each ? (each.children[0] ?? '') : each,
    );
    const children = emphasize(plain);
    this.#tokens.push({ type: isImage ? 'image' : 'link', href, title, children });
    this.#textStart = end;
    this.#firstActive = isImage ? Math.min(this.#firstActive, this.#brackets.length) : this.#brackets.length;
    return end;
  }

  #isCitation({ start, isImage }: Bracket): boolean {
    const label = this.#text.slice(start, Math.min(this.#at, start + 5));
    return !isImage && /^\d{1,4}$/.test(label) && this.#options.citations?.has(Number(label)) === true;
  }

  #putCitation({ token, start }: Bracket): number {
    const number = Number(this.#text.slice(start, this.#at));
    this.#tokens.length = token;
    this.#tokens.push({ type: 'citation', number });
    this.#textStart = this.#at + 1;
    return this.#textStart;
  }

  #reference(bracket: Bracket): Target | undefined {
    const { definitions } = this.#options;
    const at = this.#at + 1;
    const label = readLabel(this.#text, at);
    const isCollapsed = this.#text.startsWith('[]', at);
    if (!label && bracket.hasInner) return undefined;
    const name = label?.value ?? this.#text.slice(bracket.start, this.#at);
    const key = name.length < 1000 ? normalizeLabel(name) : '';
    const definition = Object.hasOwn(definitions, key) ? definitions[key] : undefined;
    return definition && { ...definition, end: label?.end ?? (isCollapsed ? at + 2 : at) };
  }

  /** Shows the text of a link without a target, and nothing of an image. */
  #putHalfLink({ token, isImage }: Bracket): number {
    this.#put('', this.#text.length);
    if (isImage) this.#tokens.length = token;
    else this.#tokens[token] = '';
    return this.#text.length;
  }

  /** Leaves out what is half-written at the end. */
  #completeEnd(): void {
    for (const { token, start, isImage } of this.#brackets.toReversed()) {
      if (this.#text.length - start > maxOpenLength) break;
      if (isImage) this.#tokens.length = Math.min(this.#tokens.length, token);
      else if (token < this.#tokens.length) this.#tokens[token] = '';
    }
    const last = this.#tokens.at(-1);
    if (typeof last === 'string') this.#tokens[this.#tokens.length - 1] = hideUnfinishedEntity(last);
  }
}

/** The nodes of a run of inline Markdown. */
export function parseInline(text: string, options: InlineOptions): readonly InlineNode[] {
  return new InlineParser(text, options).parse();
}

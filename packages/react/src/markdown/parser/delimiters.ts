import type { InlineNode } from '../inline-node.ts';

/** A run of `*`, `_` or `~` that may begin or end emphasis. */
export interface DelimiterRun {
  readonly type: 'run';
  readonly sign: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Where it stands in the text. */
  readonly at: number;
}

export type InlineToken = InlineNode | DelimiterRun;

interface Frame {
  readonly id: number;
  readonly run: DelimiterRun;
  /** Signs that are not used yet. */
  left: number;
  children: InlineNode[];
}

const cjk =
  /[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\u{20000}-\u{3ffff}]/u;
const punctuation = /[\p{P}\p{S}]/u;

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function codePointBefore(text: string, at: number): string | undefined {
  const code = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(at - 2, at) : text[at - 1];
}

/**
 * What a run may do. Chinese and Japanese put no spaces around marks and signs, so a sign beside one of their characters
 * is no reason against it, as it is beside a space.
 */
export function readRun(text: string, at: number): DelimiterRun {
  const sign = text[at] ?? '';
  let end = at + 1;
  while (text[end] === sign) end++;
  const before = codePointBefore(text, at);
  const next = text.codePointAt(end);
  const after = next === undefined ? undefined : String.fromCodePoint(next);
  const isCjkBefore = before !== undefined && cjk.test(before);
  const isCjkAfter = after !== undefined && cjk.test(after);
  const signBefore = before !== undefined && punctuation.test(before);
  const signAfter = after !== undefined && punctuation.test(after);
  const left = !isSpace(after) && (!signAfter || isCjkAfter || isSpace(before) || signBefore || isCjkBefore);
  const right = !isSpace(before) && (!signBefore || isCjkBefore || isSpace(after) || signAfter || isCjkAfter);
  const length = end - at;
  const isWordPart = sign === '_' || (sign === '~' && length === 1);
  const isNone = sign === '~' && length > 2;
  return {
    type: 'run',
    sign,
    length,
    canOpen: !isNone && left && (!isWordPart || !right || signBefore),
    canClose: !isNone && right && (!isWordPart || !left || signAfter),
    at,
  };
}

function push(children: InlineNode[], node: InlineNode): void {
  const last = children.length - 1;
  const before = children[last];
  if (typeof node === 'string' && typeof before === 'string') children[last] = before + node;
  else if (node !== '') children.push(node);
}

function append(children: InlineNode[], more: readonly InlineNode[]): void {
  for (const node of more) push(children, node);
}

function matches(frame: Frame, closer: DelimiterRun): boolean {
  const { run } = frame;
  if (run.sign !== closer.sign) return false;
  if (run.sign === '~') return frame.left === closer.length;
  const isEither = run.canClose || closer.canOpen;
  return !isEither || (run.length + closer.length) % 3 !== 0 || (run.length % 3 === 0 && closer.length % 3 === 0);
}

/** Longest stretch of text at the end that a mark without its end is taken to format. */
export const maxOpenLength = 1500;
const maxOpenMarks = 12;

/** Turns runs into emphasis, as CommonMark's appendix describes it. */
class Emphasis {
  readonly #root: InlineNode[] = [];
  readonly #frames: Frame[] = [];
  /** By kind of closer: the newest frame that was looked at in vain. */
  readonly #bottoms = new Map<string, number>();
  #id = 0;

  add(token: InlineToken): void {
    if (typeof token === 'string' || token.type !== 'run') push(this.#top, token);
    else this.#run(token);
  }

  get #top(): InlineNode[] {
    return this.#frames.at(-1)?.children ?? this.#root;
  }

  #run(run: DelimiterRun): void {
    let left = run.length;
    while (run.canClose && left > 0) {
      const index = this.#opener(run);
      const frame = this.#frames[index];
      if (!frame) break;
      this.#flatten(index + 1);
      const used = run.sign === '~' ? left : frame.left >= 2 && left >= 2 ? 2 : 1;
      this.#wrap(frame, used);
      left -= used;
      if (frame.left === 0) {
        this.#frames.length = index;
        append(this.#top, frame.children);
      }
    }
    if (left === 0) return;
    if (run.canOpen) this.#frames.push({ id: ++this.#id, run, left, children: [] });
    else push(this.#top, run.sign.repeat(left));
  }

  #wrap(frame: Frame, used: number): void {
    const type = frame.run.sign === '~' ? 'del' : used === 2 ? 'strong' : 'em';
    frame.children = [{ type, children: frame.children }];
    frame.left -= used;
  }

  #opener(run: DelimiterRun): number {
    const kind = `${run.sign}${run.canOpen}${run.sign === '~' ? run.length : run.length % 3}`;
    const bottom = this.#bottoms.get(kind) ?? 0;
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const frame = this.#frames[index];
      if (!frame || frame.id <= bottom) break;
      if (matches(frame, run)) return index;
    }
    this.#bottoms.set(kind, this.#frames.at(-1)?.id ?? 0);
    return -1;
  }

  /** Makes the frames from `from` on text again, inside the one before. */
  #flatten(from: number): void {
    const frames = this.#frames.splice(from);
    const target = this.#top;
    for (const { run, left, children } of frames) {
      push(target, run.sign.repeat(left));
      append(target, children);
    }
  }

  /** Closes what is open at the end of a text whose rest is on its way. */
  closeOpen(end: number): void {
    for (let count = 0; count < maxOpenMarks; count++) {
      const frame = this.#frames.at(-1);
      if (!frame || end - frame.run.at > maxOpenLength) return;
      const isEmpty = frame.children.every((node) => typeof node === 'string' && node.trim() === '');
      while (!isEmpty && frame.left > 0) {
        const last = frame.children.length - 1;
        const text = frame.children[last];
        if (typeof text === 'string') frame.children[last] = text.trimEnd();
        this.#wrap(frame, frame.run.sign === '~' ? frame.left : Math.min(2, frame.left));
      }
      this.#frames.pop();
      append(this.#top, frame.children);
    }
  }

  end(): readonly InlineNode[] {
    this.#flatten(0);
    return this.#root;
  }
}

/**
 * The nodes of a stretch of tokens.
 *
 * @param liveEnd length of the text, when its rest is on its way: marks that are open format what is there.
 */
export function emphasize(tokens: readonly InlineToken[], liveEnd?: number): readonly InlineNode[] {
  const emphasis = new Emphasis();
  for (const token of tokens) emphasis.add(token);
  if (liveEnd !== undefined) emphasis.closeOpen(liveEnd);
  return emphasis.end();
}

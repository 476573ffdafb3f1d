import { unescapeText } from './unescape-text.ts';

/** Something that was read, and the index after it. */
export interface Read {
  readonly value: string;
  readonly end: number;
}

const labelPattern = /\[((?:[^\\[\]]|\\[\s\S]){1,999})\]/y;
const pointed = /<((?:[^<>\n\\]|\\[\s\S])*)>/y;
const titlePattern = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|\(((?:[^()\\]|\\[\s\S])*)\)/y;

/** The match of a sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A label in brackets, as written. */
export function readLabel(text: string, at: number): Read | undefined {
  const match = matchAt(labelPattern, text, at);
  const value = match?.[1] ?? '';
  return match && value.trim() !== '' ? { value, end: at + match[0].length } : undefined;
}

/** An address, `<in points>` or with its parentheses in pairs. */
export function readDestination(text: string, at: number): Read | undefined {
  if (text[at] === '<') {
    const match = matchAt(pointed, text, at);
    return match ? { value: unescapeText(match[1] ?? ''), end: at + match[0].length } : undefined;
  }
  let depth = 0;
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code <= 32 || code === 127) break;
    if (code === 92 && end + 1 < text.length && text.charCodeAt(end + 1) > 32) end++;
    else if (code === 40) depth++;
    else if (code === 41 && depth-- === 0) break;
    if (depth > 32) return undefined;
  }
  if (text[end] === ')' ? depth !== -1 : depth !== 0) return undefined;
  return { value: unescapeText(text.slice(at, end)), end };
}

/** A title in quotes or parentheses. */
export function readTitle(text: string, at: number): Read | undefined {
  const match = matchAt(titlePattern, text, at);
  if (!match) return undefined;
  return { value: unescapeText(match[1] ?? match[2] ?? match[3] ?? ''), end: at + match[0].length };
}

/** Index after spaces, of which one may be a line end. */
export function skipSpaces(text: string, at: number): number {
  return at + (matchAt(/[ \t]*(?:\n[ \t]*)?/y, text, at)?.[0].length ?? 0);
}

import { maxOpenLength } from './delimiters.ts';

/**
 * Whether the target of a link is on its way, at the end of a text whose rest is missing.
 *
 * @param start index after the opening bracket.
 * @param end index of the closing one.
 */
export function isHalfLink(text: string, start: number, end: number): boolean {
  const at = end + 1;
  if (text.length - at > maxOpenLength) return false;
  const label = text.slice(start, end);
  if (at === text.length) return !/^(?:\d+|[ xX]|\^.*)$/.test(label);
  if (text[at] === '[') return !text.includes(']', at) && !/^\d+$/.test(label);
  if (text[at] !== '(') return false;
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '(') depth++;
    else if (text[index] === ')' && --depth === 0) return false;
  }
  return true;
}

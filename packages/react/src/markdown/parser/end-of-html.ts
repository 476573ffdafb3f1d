import { closeTag, openTag } from './html-start.ts';
import { matchAt } from './link-parts.ts';

const tag = new RegExp(`${openTag}|${closeTag}`, 'iy');
const spans: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
];

/**
 * Index after the raw HTML at a place.
 *
 * @param find where a sign stands, or -1; it remembers what has been searched for in vain.
 */
export function endOfHtml(text: string, at: number, find: (sign: string, from: number) => number): number | undefined {
  const found = matchAt(tag, text, at);
  if (found) return at + found[0].length;
  const span = spans.find(([start]) => text.startsWith(start, at));
  if (!span || (span[0] === '<!' && !/[a-z]/i.test(text[at + 2] ?? ''))) return undefined;
  const [start, end] = span;
  // `<!-->` and `<!--->` are comments, too.
  const short = start === '<!--' ? /^<!---?>/.exec(text.slice(at, at + 6))?.[0].length : undefined;
  if (short !== undefined) return at + short;
  const to = find(end, at + start.length);
  return to < 0 ? undefined : to + end.length;
}

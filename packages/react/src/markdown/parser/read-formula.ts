import type { InlineNode } from '../inline-node.ts';

const formulas: readonly (readonly [start: string, end: string, display: boolean])[] = [
  ['$$', '$$', true],
  ['$', '$', false],
  ['\\(', '\\)', false],
  ['\\[', '\\]', true],
];

/** A formula, or nothing of it when its end is missing. */
interface Formula {
  readonly node: InlineNode | undefined;
  readonly end: number;
}

/**
 * The formula at a place. A single `$` begins one only beside a letter, and none ends before a digit: `$5 and $6`.
 *
 * @param find where a sign stands, or -1; it remembers what has been searched for in vain.
 */
export function readFormula(
  text: string,
  at: number,
  find: (sign: string, from: number) => number,
): Formula | undefined {
  const formula = formulas.find(([start]) => text.startsWith(start, at));
  if (!formula) return undefined;
  const [start, end, display] = formula;
  const from = at + start.length;
  const isSingle = start === '$';
  if (isSingle && !/\S/.test(text[from] ?? ' ')) return undefined;
  let to = find(end, from);
  while (isSingle && to >= 0 && /[\s\\]/.test(text[to - 1] ?? ' ')) to = text.indexOf(end, to + 1);
  if (isSingle && /\d/.test(text[to + 1] ?? ' ')) return undefined;
  if (to > from) return { node: { type: 'math', text: text.slice(from, to).trim(), display }, end: to + end.length };
  return to >= 0 || isSingle ? undefined : { node: undefined, end: text.length };
}

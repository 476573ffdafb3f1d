import type { ComposerTrigger } from './composer-trigger.ts';

/** A sign in a text, and what was typed after it. */
export interface FoundTrigger {
  /** Which of the triggers it is. */
  readonly index: number;
  /** Where the sign stands. */
  readonly start: number;
  /** From the sign to the caret. */
  readonly query: string;
}

/** How far back from the caret a sign is looked for. */
const reach = 64;

/** Scripts that put no blanks between words, and their punctuation: a word may start after each of these. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}ー、-〃！-／：-？]/u;
const opening = /[\s\p{Ps}\p{Pi}"'*_~]/u;

/** The sign that the caret stands behind, with no blank in between. */
export function findTrigger(
  text: string,
  caret: number,
  triggers: readonly Pick<ComposerTrigger, 'char' | 'atStart'>[],
): FoundTrigger | null {
  const word = /\S*$/.exec(text.slice(Math.max(0, caret - reach), caret))?.[0] ?? '';
  const begin = caret - word.length;
  for (let start = caret - 1; start >= begin; start--) {
    const sign = text.charAt(start).normalize('NFKC');
    const index = triggers.findIndex(({ char }) => char === sign);
    if (index === -1 || !startsWord(text, start, sign)) continue;
    if (triggers[index]?.atStart && text.slice(0, start).trim() !== '') continue;
    const query = text.slice(start + 1, caret);
    // A sign that comes twice is a path, a comment, a way to write.
    return query.normalize('NFKC').includes(sign) ? null : { index, start, query };
  }
  return null;
}

function startsWord(text: string, at: number, sign: string): boolean {
  const before = at === 0 ? ' ' : text.charAt(at - 1);
  return before.normalize('NFKC') !== sign && (opening.test(before) || unspaced.test(before));
}

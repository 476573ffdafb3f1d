/** Scripts that put no blanks between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * A text with what was said at the caret, or in place of the selection, and blanks where words would run together.
 *
 * @returns the text, and where the caret goes
 */
export function insertSaid(text: string, said: string, start: number, end: number): { text: string; caret: number } {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const first = needsBlank(before.at(-1), said.at(0)) ? ' ' : '';
  const last = needsBlank(said.at(-1), after.at(0)) ? ' ' : '';
  return { text: before + first + said + last + after, caret: before.length + first.length + said.length };
}

function needsBlank(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (/\s/.test(left) || /[\s.,;:!?)\]}。、，？！]/.test(right) || /[([{“‘「『]/.test(left)) return false;
  return !unspaced.test(left) && !unspaced.test(right) && !/[。、，？！]/.test(left);
}

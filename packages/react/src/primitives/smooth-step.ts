/** How long most of what has come takes to be shown, in milliseconds. */
const paceMs = 160;
/** How far a word may reach beyond the pace, in UTF-16 units. */
const longestWord = 24;

const words =
  typeof Intl === 'undefined' || Intl.Segmenter === undefined
    ? undefined
    : new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * How much of a text is shown next, when it comes in bursts and is shown at an even pace: the more waits, the faster. Ends
 * between words; in Chinese, Japanese and Thai too, and never within a character.
 *
 * @param shown how much is shown, in UTF-16 units
 * @param passedMs time since the last step
 * @returns how much is shown from now on
 */
export function smoothStep(text: string, shown: number, passedMs: number): number {
  const waiting = text.length - shown;
  if (waiting <= 0) return text.length;
  const wanted = Math.max(1, Math.round(waiting * (1 - Math.exp(-passedMs / paceMs))));
  if (wanted >= waiting) return text.length;
  const ahead = text.slice(shown, shown + wanted + longestWord);
  if (words === undefined) return shown + wordEnd(ahead, wanted);
  for (const { index, segment } of words.segment(ahead)) {
    const end = index + segment.length;
    if (end >= wanted) return shown + end;
  }
  return shown + ahead.length;
}

/** Where the word ends that is wanted, by its spaces. */
function wordEnd(ahead: string, wanted: number): number {
  const space = ahead.indexOf(' ', wanted);
  return space === -1 ? ahead.length : space + 1;
}

const common = new Set(
  'the of is and to in that we for an are by be as on with can if from which you it this then at have all not has or was were its'.split(
    ' ',
  ),
);
const most = 10;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The words that an inverted index keeps of a text: those that occur most, at most ten. */
export function keywordsOf(text: string): string[] {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) {
    if (Array.from(word).length < 2 || common.has(word.toLowerCase())) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return Array.from(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([word]) => word);
}

function wordsOf(text: string): string[] {
  if (!cjk.test(text)) return text.match(/[\p{L}\p{N}]+(?:[-.][\p{N}]+)*/gu) ?? [];
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

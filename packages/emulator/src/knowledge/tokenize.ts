const segmenters = {
  zh: new Intl.Segmenter('zh', { granularity: 'word' }),
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
};
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;
const word = /[\p{L}\p{N}]+(?:[-.][\p{N}]+)*/gu;

const stopWords = new Set(
  (
    'a about after now show mean happen happens still really want wants know see say says got ask all also am an and any are as at be been before but by can could did do does for from get had has have help her him his how i if in into is ' +
    'it its just like may me more much my need no not of off on one or our out please should so some take tell than that the their them then there these they this ' +
    'those to too under up use used was we were what when where which while who why will with would you your velo nord handbook ' +
    '的 了 是 在 吗 呢 我 你 有 和 就 也 都 怎么 什么 多少 哪 哪个 可以 请 请问 如何 应该 の は が を に で と も か です ます する した して いる ください 何 どう どの いつ こと'
  ).split(' '),
);

/** The words of a text that carry meaning, in a form in which they can be compared. */
export function tokenize(text: string): string[] {
  const lower = text.toLowerCase().normalize('NFKC');
  const tokens: string[] = [];
  for (const [run] of lower.matchAll(cjk)) {
    const segmenter = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run) ? segmenters.ja : segmenters.zh;
    for (const { segment } of segmenter.segment(run)) tokens.push(segment);
  }
  for (const [found] of lower.replaceAll(cjk, ' ').matchAll(word)) tokens.push(found);
  return tokens.filter((token) => !stopWords.has(token)).map(stem);
}

/** English endings off: enough to find *bolts* by *bolt* and *charging* by *charge*. */
function stem(token: string): string {
  if (/\d/.test(token) || token.length < 4) return token;
  return token
    .replace(/(?:ies)$/, 'y')
    .replace(/(?<=[sxz]|ch|sh)es$/, '')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?<=.{3})(?:ing|ed)$/, '')
    .replace(/([bdfgmnprt])\1$/, '$1')
    .replace(/(?<=.{3})e$/, '');
}

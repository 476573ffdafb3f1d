const segmenters = {
  zh: new Intl.Segmenter('zh', { granularity: 'word' }),
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
};
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;
const word = /[\p{L}\p{N}]+(?:[-.][\p{N}]+)*/gu;

const stopWords = new Set(
  (
    'a about after now then must shall many often very really make makes show explain please list mean happen happens still really want wants know see say says got ask all also am an and any are as at be been before between but by can could did do does for from get had has have help her him his how i if in into is ' +
    'it its just like may me more much my need no not of off on one or our out please should so some take tell than that the their them then there these they this ' +
    'those to too under up use used was we were what when where which while who why will with would you your velo nord handbook ' +
    '的 了 是 在 吗 呢 我 你 有 和 就 也 都 怎么 什么 多少 哪 哪个 可以 请 请问 如何 应该 吗 能 做 会 要 一下 哪里 哪些 多久 多长 怎样 时候 什么样 才 后 的话 么 意思 没 不 请教 告诉 の は が を に で と も か です ます する した して いる ください 何 どう どの いつ こと それ これ あります ますか ですか ました なに 教え て い ない なり ます ん'
  ).split(' '),
);

/** The words of a text that carry meaning, in a form in which they can be compared. */
export function tokenize(text: string): string[] {
  return split(text)
    .filter((token) => !stopWords.has(token))
    .map(stem);
}

/** All words of a text, also those that carry little. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(split(text).map(stem));
}

function split(text: string): string[] {
  // People write codes as they like.
  const lower = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\be ?(\d{3})\b/g, 'e-$1');
  const tokens: string[] = [];
  for (const [run] of lower.matchAll(cjk)) {
    const segmenter = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run) ? segmenters.ja : segmenters.zh;
    for (const { segment } of segmenter.segment(run)) tokens.push(segment);
  }
  const words = Array.from(lower.replaceAll(cjk, ' ').matchAll(word), ([found]) => found);
  for (const [at, found] of words.entries()) {
    // A single digit says something only with the word before it: it is a name, as `Last 1`.
    const before = words[at - 1];
    if (!/^\d$/.test(found)) tokens.push(found);
    else if (before !== undefined && /^[a-z]{3,}$/.test(before)) tokens.push(`${before}${found}`);
  }
  return tokens;
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

/** The languages that the handbook is written in. */
export type Language = 'en' | 'zh' | 'ja';

/** The language of a text, by its script. */
export function languageOf(text: string): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}

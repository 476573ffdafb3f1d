const scripts: readonly (readonly [pattern: RegExp, language: string])[] = [
  [/[\u3041-\u30ff]/, 'ja'],
  [/[\uac00-\ud7a3]/, 'ko'],
  [/[\u0e01-\u0e5b]/, 'th'],
  [/[\u05d0-\u05ea]/, 'he'],
  [/[\u0391-\u03c9]/, 'el'],
];

/**
 * The language of a text whose script tells it, so that it is drawn and read aloud as such inside a page of another one.
 * Scripts that many languages share tell nothing.
 */
export function scriptLanguage(text: string): string | undefined {
  const start = text.slice(0, 200);
  const [first] = /\p{L}/u.exec(start) ?? [];
  if (first === undefined || first < '\u0370') return undefined;
  const isHan = /\p{Script=Han}/u.test(first);
  return scripts.find(([pattern, language]) => pattern.test(isHan && language === 'ja' ? start : first))?.[1];
}

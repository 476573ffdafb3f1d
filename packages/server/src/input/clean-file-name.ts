/** The longest name that Dify keeps. */
const longest = 200;

/**
 * A file's name without what could climb, break a header or deceive a reader: no path, no control or direction
 * characters, none of `/ \ : * ? " < > |`. The extension is kept.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, '')
    .replace(/[:*?"<>|]/g, '_')
    .trim();
  if (/^\.*$/.test(plain)) return 'file';
  const characters = Array.from(plain);
  if (characters.length <= longest) return plain;
  const extension = /\.[A-Za-z0-9]{1,16}$/.exec(plain)?.[0] ?? '';
  return characters.slice(0, longest - extension.length).join('') + extension;
}

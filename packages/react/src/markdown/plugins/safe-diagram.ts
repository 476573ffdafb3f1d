const maxSourceLength = 20_000;

/** Ways to name an address, a script or a picture in a diagram's source. */
const refused =
  /url\s*\(|\\[\da-f]|@import|image-set|javascript:|data:|@\{|\$\$|<\s*(?!br\s*\/?\s*>|<)[a-z!/?]|\b(?:img|icon|sprite|src|href)\s*[:=(]/i;
/** Lines that make parts of a diagram into links or calls, and those that change how all is drawn. */
const dropped = /^\s*(?:click|link|links|callback|href)\b.*$/gim;

/**
 * A diagram's source without what could load, run or lead anywhere.
 *
 * @returns `undefined` when something of that kind is in the middle of it.
 */
export function safeDiagram(source: string): string | undefined {
  if (source.length > maxSourceLength) return undefined;
  const bare = source
    .replace(/^\s*---\n[\s\S]*?\n---\s*\n/, '')
    .replaceAll(/%%\{[\s\S]*?\}%%/g, '')
    .replaceAll(dropped, '');
  return refused.test(bare) || bare.includes('%%{') ? undefined : bare;
}

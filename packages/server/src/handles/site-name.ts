import { signature } from './signature.ts';

/**
 * What keeps a site apart from others on the same store; tells nothing about it. Sites differ by their secret, of which
 * the oldest counts as for users' ids, or by the Dify that they ask.
 */
export function siteName(secrets: readonly string[], difys: Iterable<URL>): string {
  const addresses = new Set(Array.from(difys, ({ href }) => href));
  return signature(secrets.at(-1) ?? '', `\0site\0${[...addresses].sort().join('\0')}`).slice(0, 16);
}

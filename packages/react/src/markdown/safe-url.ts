/** What an address is for: a link that a reader follows, or an image that the page loads. */
export type UrlKind = 'link' | 'image';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const refusedCharacters = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\]/;

/** `https://host…` with its host in plain sight; `https:host` and `https:/host` mean a host too, but do not show it. */
const webAddress = /^https?:\/\/[^/?#\s]/i;

/** The parsed web address, when it is one that may be used. */
export function safeWebUrl(url: string): URL | undefined {
  const trimmed = url.trim();
  if (refusedCharacters.test(trimmed) || !webAddress.test(trimmed)) return undefined;
  const parsed = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  const isPlain = parsed !== undefined && parsed.username === '' && parsed.password === '' && parsed.hostname !== '';
  return isPlain ? parsed : undefined;
}

/**
 * The one rule for addresses that come from content. Links may go to `http`, `https`, `mailto` and `tel`, and to a
 * place in the same document (`#…`); images may come from `http` and `https`. Everything else is refused, also relative
 * and protocol-relative addresses, a name before an `@`, and control or invisible characters anywhere.
 *
 * @returns the address to use, or `undefined` when it must not be used.
 */
export function safeUrl(url: string, kind: UrlKind): string | undefined {
  const web = safeWebUrl(url);
  if (web) return web.href;
  const trimmed = url.trim();
  if (kind === 'image' || refusedCharacters.test(trimmed)) return undefined;
  if (/^(?:#\S*|mailto:[^\s/<>"][^\s<>"]*|tel:[\d+*#().;=-]+)$/i.test(trimmed)) return trimmed;
  return undefined;
}

import { safeWebUrl } from './safe-url.ts';

/** A separator hidden in an escape, which a server may undo after we have looked. */
const hiddenSeparator = /%(?:2f|5c|25)/i;

/**
 * Whether an image may load without being asked for: same origin as a prefix, and below its path. Both are compared
 * as parsed addresses, so `https://app.example.evil.example`, `https://app.example@evil.example` and `/files/../x` do not pass.
 */
export function isAllowedImage(url: string, prefixes: readonly string[]): boolean {
  const image = safeWebUrl(url);
  if (!image || hiddenSeparator.test(image.pathname)) return false;
  return prefixes.some((prefix) => {
    const allowed = safeWebUrl(prefix);
    if (!allowed || allowed.origin !== image.origin) return false;
    const folder = allowed.pathname.endsWith('/') ? allowed.pathname : `${allowed.pathname}/`;
    return image.pathname === allowed.pathname || image.pathname.startsWith(folder);
  });
}

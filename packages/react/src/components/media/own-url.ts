/** Pictures that stand in their own address. None of them can run anything. */
const picture = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z\d+/=]+$/i;

/**
 * An address that may be loaded without telling anybody else: of this site, a file that the
 * reader has chosen on this page, or a picture that stands in the address itself.
 *
 * @returns the address to use, or `undefined` when loading it would reach another host
 */
export function ownUrl(url: string, page = pageUrl()): string | undefined {
  const trimmed = url.trim();
  if (picture.test(trimmed)) return trimmed;
  if (page === undefined) return undefined;
  const { origin } = new URL(page);
  if (trimmed.startsWith(`blob:${origin}/`)) return trimmed;
  const isPath = /^\/(?![/\\])/.test(trimmed);
  if (!isPath && !/^https?:\/\//i.test(trimmed)) return undefined;
  // Tabs and line ends are dropped by browsers, and may hide a second slash.
  if (/[\s\\]/.test(trimmed) || !URL.canParse(trimmed, page)) return undefined;
  const parsed = new URL(trimmed, page);
  return parsed.origin === origin && parsed.username === '' ? parsed.href : undefined;
}

function pageUrl(): string | undefined {
  return typeof location === 'undefined' || !/^https?:/.test(location.protocol) ? undefined : location.href;
}

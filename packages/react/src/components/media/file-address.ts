import { isAllowedImage } from '../../markdown/is-allowed-image.ts';
import { safeUrl, safeWebUrl } from '../../markdown/safe-url.ts';
import { ownUrl } from './own-url.ts';

/** Where a file is, and whether loading it tells another site of the reader. */
export interface FileAddress {
  readonly href: string;
  /** The host that would be told; absent for this site and for hosts that were allowed. */
  readonly host?: string;
}

/** The address of a file that may be followed or loaded; `undefined` for any other. */
export function fileAddress(url: string, allowed: readonly string[] = []): FileAddress | undefined {
  const own = ownUrl(url);
  if (own !== undefined) return { href: own };
  const href = safeUrl(url, 'image');
  const host = href && safeWebUrl(href)?.host;
  if (href === undefined || !host) return undefined;
  return isAllowedImage(href, allowed) ? { href } : { href, host };
}

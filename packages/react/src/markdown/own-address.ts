import { isAllowedImage } from './is-allowed-image.ts';

/**
 * A path of this site as a whole address, when it lies below one of the allowed prefixes, as links to files of the handler
 * do. All other paths stay what they are: content must not lead into the site.
 */
export function ownAddress(url: string, prefixes: readonly string[]): string | undefined {
  if (prefixes.length === 0 || !/^\/(?![/\\])/.test(url) || typeof location === 'undefined') return undefined;
  if (/[\s\\]/.test(url) || !URL.canParse(url, location.origin)) return undefined;
  const whole = new URL(url, location.origin).href;
  return isAllowedImage(whole, prefixes) ? whole : undefined;
}

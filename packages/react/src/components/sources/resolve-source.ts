import type { RetrieverResource } from '@dify-oapi/core';
import { safeUrl } from '../../markdown/safe-url.ts';

/** Where a passage leads. */
export interface SourceTarget {
  /** A web address, or a path of this site. */
  readonly href?: string | undefined;
  /** Shows the document in the host's own way, in the place of following the address. */
  readonly onOpen?: (() => void) | undefined;
}

/** Says where a passage's document is: an address, or how to show it; `undefined` where there is none. */
export type ResolveSource = (source: RetrieverResource) => string | SourceTarget | undefined;

/** Where a passage leads, with an address that may be followed. */
export function targetOf(
  resolve: ResolveSource | undefined,
  source: RetrieverResource | undefined,
): SourceTarget | undefined {
  const told = source && resolve?.(source);
  if (told === undefined) return undefined;
  const { href: address, onOpen } = typeof told === 'string' ? { href: told, onOpen: undefined } : told;
  const href = address === undefined ? undefined : addressOf(address);
  return href === undefined && onOpen === undefined ? undefined : { href, onOpen };
}

/** Titles and ids of documents come from outside, and hosts make addresses of them. */
function addressOf(address: string): string | undefined {
  const isPath = /^\/(?![/\\])[^\s\\]*$/.test(address);
  return isPath ? address : safeUrl(address, 'link');
}

import type { LinkDefinition } from '../block-node.ts';
import { readDestination, readTitle, skipSpaces } from './link-parts.ts';

/** Where a link leads, and the index after what says so. */
export interface Target extends LinkDefinition {
  readonly end: number;
}

/** The target `(address "title")` at a place. */
export function readTarget(text: string, at: number): Target | undefined {
  if (text[at] !== '(') return undefined;
  const start = skipSpaces(text, at + 1);
  const target = readDestination(text, start);
  if (!target) return undefined;
  const space = skipSpaces(text, target.end);
  const title = space > target.end ? readTitle(text, space) : undefined;
  const end = title ? skipSpaces(text, title.end) : space;
  return text[end] === ')' ? { href: target.value, title: title?.value, end: end + 1 } : undefined;
}

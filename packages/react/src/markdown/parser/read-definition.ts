import type { LinkDefinition } from '../block-node.ts';
import { normalizeLabel } from '../referenced-labels.ts';
import { matchAt, readDestination, readLabel, readTitle, skipSpaces } from './link-parts.ts';

/** A definition, and how many characters it takes. */
export interface ReadDefinition {
  readonly label: string;
  readonly definition: LinkDefinition;
  readonly length: number;
}

/** Index after the end of the line, when nothing but spaces is left of it. */
function endOfLine(text: string, at: number): number | undefined {
  const match = matchAt(/[ \t]*(?:\n|$)/y, text, at);
  return match ? at + match[0].length : undefined;
}

/** The definition that a text begins with. `[^1]: …` is none: it is shown as it is. */
export function readDefinition(text: string): ReadDefinition | undefined {
  const label = readLabel(text, 0);
  if (!label || text[label.end] !== ':' || label.value.startsWith('^')) return undefined;
  const start = skipSpaces(text, label.end + 1);
  const target = readDestination(text, start);
  if (!target || target.end === start) return undefined;
  const bare = endOfLine(text, target.end);
  const titleStart = skipSpaces(text, target.end);
  const title = titleStart > target.end ? readTitle(text, titleStart) : undefined;
  const titled = title && endOfLine(text, title.end);
  const length = titled ?? bare;
  if (length === undefined) return undefined;
  const definition = titled === undefined ? { href: target.value } : { href: target.value, title: title?.value };
  return { label: normalizeLabel(label.value), definition, length };
}

import type { BlockNode } from '../block-node.ts';
import { readRow } from './read-table.ts';

/** A line that begins like a table's header is shown as one at once. */
export function likelyTable(text: string): BlockNode | undefined {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (line.length !== text.length || !/^\|.*[^|\s]/.test(line)) return undefined;
  const header = readRow(line);
  return { type: 'table', align: header.map(() => null), header, rows: [], source: `${line}\n` };
}

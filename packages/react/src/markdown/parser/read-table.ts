import type { ColumnAlign } from '../block-node.ts';

/** The cells of a row. A `\|` in a cell is a `|`. */
export function readRow(line: string): readonly string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = '';
  let from = text.startsWith('|') ? 1 : 0;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '|') {
      cells.push((cell + text.slice(from, index)).trim());
      cell = '';
      from = index + 1;
    } else if (text[index] === '\\') {
      if (text[index + 1] === '|') {
        cell += text.slice(from, index);
        from = index + 1;
      }
      index++;
    }
  }
  if (from < text.length || cell !== '') cells.push((cell + text.slice(from)).trim());
  return cells;
}

/** A row with as many cells as the table has columns. */
export function fitRow(cells: readonly string[], columns: number): readonly string[] {
  if (cells.length === columns) return cells;
  return Array.from({ length: columns }, (_, column) => cells[column] ?? '');
}

function alignOf(cell: string): ColumnAlign {
  if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right';
  return cell.startsWith(':') ? 'left' : null;
}

/** The alignments that a delimiter row says, when the line is one. */
export function readDelimiterRow(line: string): readonly ColumnAlign[] | undefined {
  if (!/^[|:\- \t]+$/.test(line) || !line.includes('|')) return undefined;
  const cells = readRow(line);
  return cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell)) ? cells.map(alignOf) : undefined;
}

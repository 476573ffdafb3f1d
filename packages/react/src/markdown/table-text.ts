/** A cell that a spreadsheet would run as a formula gets an apostrophe, which makes it a text there. */
function guardFormula(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function csvCell(cell: string): string {
  const guarded = guardFormula(cell);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A table as comma-separated values (RFC 4180), for a file. The mark at the start tells spreadsheets that it is UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A table as tab-separated values, for pasting into a spreadsheet. */
export function tsvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => guardFormula(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n');
}

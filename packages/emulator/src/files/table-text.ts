const rowsAPiece = 25;

/** Rows as Markdown tables of a readable length, each below the header. */
export function tableText([header, ...rows]: readonly (readonly string[])[]): string {
  if (header === undefined) return '';
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  const rule = `|${header.map(() => ' --- ').join('|')}|`;
  const pieces = Array.from({ length: Math.max(1, Math.ceil(rows.length / rowsAPiece)) }, (_, at) =>
    rows.slice(at * rowsAPiece, (at + 1) * rowsAPiece),
  );
  return pieces.map((piece) => [line(header), rule, ...piece.map(line)].join('\n')).join('\n\n');
}

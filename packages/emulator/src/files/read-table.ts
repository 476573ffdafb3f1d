/** The rows of a CSV: quotes, quoted line ends, commas, semicolons or tabs. */
export function readTable(csv: string): string[][] {
  const text = csv.replace(/^\uFEFF/, '');
  const first = text.split('\n', 1)[0] ?? '';
  const separator = [',', ';', '\t'].reduce((best, char) =>
    first.split(char).length > first.split(best).length ? char : best,
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows.filter((cells) => cells.some((value) => value.trim() !== ''));
}

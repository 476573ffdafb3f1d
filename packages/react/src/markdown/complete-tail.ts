/** A last line of nothing but marks: what it starts is not known yet. `---` under a text would make a heading of it. */
const undecidedLine =
  /^[ \t>]*(?:[-+*][ \t]+|\d{1,9}[.)][ \t]+)*(?:=+|-+|\*{1,2}|_{1,2}|[+#]|#{2,6}|\d{1,9}[.)]|`{1,2}|~{1,2}|>|\|[ \t]*|\[[^\]]*\]:[ \t]*)?[ \t]*$/;

function tableColumns(line: string): number {
  const cells = line.replace(/^ *\|/, '').split(/(?<!\\)\|/);
  return Math.max(1, cells.at(-1)?.trim() === '' ? cells.length - 1 : cells.length);
}

/** A table's header that is alone so far gets its delimiter row, so that it is a table from the start. */
function completeTable(text: string): string {
  const last = text.lastIndexOf('\n') + 1;
  const line = text.slice(last);
  const isDelimiter = last > 0 && /^ {0,3}[|:\- ]+$/.test(line);
  const headerStart = isDelimiter ? text.lastIndexOf('\n', last - 2) + 1 : last;
  const header = isDelimiter ? text.slice(headerStart, last - 1) : line;
  const before = text.slice(0, headerStart);
  if (!/^ {0,3}\|.*[^|\s]/.test(header) || /(?:^|\n) {0,3}\|[^\n]*\n$/.test(before)) return text;
  const closed = header.replace(/[ \t]*\|?[ \t]*$/, ' |');
  return `${before}${closed}\n|${' --- |'.repeat(tableColumns(closed))}`;
}

/** The open end of a document as it is shown while more is on its way. Fenced code does not pass here. */
export function completeTail(tail: string): string {
  const start = tail.lastIndexOf('\n') + 1;
  const line = tail.slice(start);
  if (line !== '' && undecidedLine.test(line)) {
    const isDelimiter = /^ {0,3}-+$/.test(line) && /(?:^|\n) {0,3}\|[^\n]*\n$/.test(tail.slice(0, start));
    return isDelimiter ? completeTable(tail) : tail.slice(0, start);
  }
  return completeTable(tail);
}

/** Text of a file, for search. Tables of CSV become Markdown; what cannot be read gives nothing. */
export async function extractText(name: string, bytes: Uint8Array): Promise<string> {
  const extension = extensionOf(name);
  switch (extension) {
    case 'pdf':
      return pdfText(bytes);
    case 'html':
    case 'htm':
      return htmlText(decode(bytes));
    case 'csv':
      return csvText(decode(bytes));
    case 'txt':
    case 'md':
    case 'markdown':
      return decode(bytes);
    default:
      return '';
  }
}

/** A name's extension, lower-case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const { extractText: extract, getDocumentProxy } = await import('unpdf');
  try {
    const { text } = await extract(await getDocumentProxy(bytes.slice()), { mergePages: false });
    return text.join('\n\n');
  } catch {
    return '';
  }
}

const blockTags = new Set('p div section article li tr h1 h2 h3 h4 h5 h6 br table ul ol blockquote pre'.split(' '));
const hiddenTags = new Set(['script', 'style', 'template', 'noscript']);

async function htmlText(html: string): Promise<string> {
  const { Parser } = await import('htmlparser2');
  let text = '';
  let hidden = 0;
  const parser = new Parser(
    {
      onopentag(tag) {
        if (hiddenTags.has(tag)) hidden++;
        const level = /^h([1-6])$/.exec(tag)?.[1];
        if (level) text += `\n\n${'#'.repeat(Number(level))} `;
        else if (tag === 'li') text += '\n- ';
        else if (tag === 'td' || tag === 'th') text += ' ';
        else if (blockTags.has(tag)) text += '\n\n';
      },
      ontext(piece) {
        if (hidden === 0) text += piece.replaceAll(/\s+/g, ' ');
      },
      onclosetag(tag) {
        if (hiddenTags.has(tag)) hidden--;
        if (/^h[1-6]$/.test(tag)) text += '\n\n';
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return text
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const rowsAPiece = 25;

/** Rows as Markdown tables of a readable length, each below the header. */
function csvText(csv: string): string {
  const [header, ...rows] = parseCsv(csv);
  if (header === undefined) return '';
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  const rule = `|${header.map(() => ' --- ').join('|')}|`;
  const pieces = Array.from({ length: Math.max(1, Math.ceil(rows.length / rowsAPiece)) }, (_, at) =>
    rows.slice(at * rowsAPiece, (at + 1) * rowsAPiece),
  );
  return pieces.map((piece) => [line(header), rule, ...piece.map(line)].join('\n')).join('\n\n');
}

/** The rows of a CSV: quotes, quoted line ends, commas, semicolons or tabs. */
function parseCsv(csv: string): string[][] {
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

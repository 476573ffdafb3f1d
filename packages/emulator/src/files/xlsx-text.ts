import { tableText } from './table-text.ts';
import { readZip } from './zip.ts';

/** The text of an Excel workbook: each sheet as a Markdown table. */
export async function xlsxText(bytes: Uint8Array): Promise<string> {
  const files = await readZip(bytes);
  const sheets = Object.keys(files)
    .filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]));
  if (sheets.length === 0) throw new Error('File is not a workbook');
  const shared = await sharedTexts(files['xl/sharedStrings.xml']);
  const tables = await Promise.all(sheets.map((name) => rowsOf(files[name], shared)));
  return tables.map(tableText).filter(Boolean).join('\n\n');
}

async function sharedTexts(xml: Uint8Array | undefined): Promise<string[]> {
  const texts: string[] = [];
  await parse(xml, {
    onopentag(tag) {
      if (tag === 'si') texts.push('');
    },
    onvalue(text) {
      texts.push(`${texts.pop() ?? ''}${text}`);
    },
  });
  return texts;
}

async function rowsOf(xml: Uint8Array | undefined, shared: readonly string[]): Promise<string[][]> {
  const rows: string[][] = [];
  let kind = '';
  let column = 0;
  await parse(xml, {
    onopentag(tag, attributes) {
      if (tag === 'row') rows.push([]);
      if (tag !== 'c') return;
      kind = attributes.t ?? '';
      column = columnOf(attributes.r ?? '') ?? rows.at(-1)?.length ?? 0;
    },
    onvalue(text) {
      const row = rows.at(-1);
      if (row === undefined) return;
      while (row.length < column) row.push('');
      row[column] = kind === 's' ? (shared[Number(text)] ?? '') : text;
    },
  });
  return rows.filter((row) => row.some((cell) => cell.trim() !== ''));
}

/** `B7` is in column 1. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]+/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

interface Sink {
  onopentag(tag: string, attributes: Readonly<Record<string, string>>): void;
  /** The text of a cell or of a part of a shared text. */
  onvalue(text: string): void;
}

async function parse(xml: Uint8Array | undefined, { onopentag, onvalue }: Sink): Promise<void> {
  if (xml === undefined) return;
  const { Parser } = await import('htmlparser2');
  let text: string | undefined;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        onopentag(tag, attributes);
        if (tag === 'v' || tag === 't') text = '';
      },
      ontext(piece) {
        if (text !== undefined) text += piece;
      },
      onclosetag(tag) {
        if ((tag === 'v' || tag === 't') && text !== undefined) {
          onvalue(text);
          text = undefined;
        }
      },
    },
    { xmlMode: true },
  );
  parser.write(new TextDecoder().decode(xml));
  parser.end();
}

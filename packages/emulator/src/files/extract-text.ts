import { readTable } from './read-table.ts';
import { tableText } from './table-text.ts';

/** Text of a file, for search. Tables become Markdown; what cannot be read gives nothing. */
export async function extractText(name: string, bytes: Uint8Array): Promise<string> {
  try {
    return await readText(name, bytes);
  } catch {
    return '';
  }
}

/**
 * Text of a file, for search. Tables become Markdown; kinds that are not known give nothing.
 *
 * @throws Error when the file is broken
 */
export async function readText(name: string, bytes: Uint8Array): Promise<string> {
  const extension = extensionOf(name);
  switch (extension) {
    case 'pdf':
      return pdfText(bytes);
    case 'html':
    case 'htm':
      return htmlText(decode(bytes));
    case 'csv':
      return csvText(decode(bytes));
    case 'docx':
      return (await import('./docx-text.ts')).docxText(bytes);
    case 'xlsx':
      return (await import('./xlsx-text.ts')).xlsxText(bytes);
    case 'txt':
    case 'md':
    case 'mdx':
    case 'markdown':
    case 'vtt':
    case 'properties':
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
  const { text } = await extract(await getDocumentProxy(bytes.slice()), { mergePages: false });
  return text.join('\n\n');
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

function csvText(csv: string): string {
  return tableText(readTable(csv));
}

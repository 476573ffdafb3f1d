import { tableText } from './table-text.ts';
import { readZip } from './zip.ts';

/** The text of a Word document: paragraphs, headings and list items as Markdown, tables too. */
export async function docxText(bytes: Uint8Array): Promise<string> {
  const { Parser } = await import('htmlparser2');
  const files = await readZip(bytes);
  const xml = files['word/document.xml'];
  if (xml === undefined) throw new Error('There is no item named word/document.xml in the archive');
  const blocks: string[] = [];
  let table: string[][] | undefined;
  let paragraph = '';
  let prefix = '';
  let isText = false;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (tag === 'w:t') isText = true;
        else if (tag === 'w:tab') paragraph += ' ';
        else if (tag === 'w:br') paragraph += '\n';
        else if (tag === 'w:numPr') prefix = '- ';
        else if (tag === 'w:tbl') table = [];
        else if (tag === 'w:tr') table?.push([]);
        else if (tag === 'w:tc') table?.at(-1)?.push('');
        else if (tag === 'w:pStyle') {
          const level = /^heading\s?([1-6])$/i.exec(attributes['w:val'] ?? '')?.[1];
          if (level !== undefined) prefix = `${'#'.repeat(Number(level))} `;
        }
      },
      ontext(text) {
        if (isText) paragraph += text;
      },
      onclosetag(tag) {
        if (tag === 'w:t') isText = false;
        else if (tag === 'w:p') {
          const row = table?.at(-1);
          if (row !== undefined) row.push(`${row.pop() ?? ''} ${paragraph}`.trim());
          else if (paragraph.trim() !== '') blocks.push(`${prefix}${paragraph.trim()}`);
          paragraph = '';
          prefix = '';
        } else if (tag === 'w:tbl' && table !== undefined) {
          blocks.push(tableText(table));
          table = undefined;
        }
      },
    },
    { xmlMode: true },
  );
  parser.write(new TextDecoder().decode(xml));
  parser.end();
  return blocks.join('\n\n').replaceAll(/(^|\n)(- .*)\n\n(?=- )/g, '$1$2\n');
}

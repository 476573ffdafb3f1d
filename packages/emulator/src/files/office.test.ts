import { describe, expect, it } from 'vitest';
import { extractText } from './extract-text.ts';
import { writeZip } from './zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const paragraph = (text: string, style = '') =>
  `<w:p><w:pPr>${style}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

describe('extractText of a Word document', () => {
  it('reads headings, paragraphs in pieces, lists and tables', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const xml = [
      '<w:document><w:body>',
      paragraph('Winter &amp; cold', '<w:pStyle w:val="Heading2"/>'),
      '<w:p><w:r><w:t>Store it </w:t></w:r><w:r><w:t>dry</w:t><w:tab/><w:t>now.</w:t></w:r></w:p>',
      paragraph('One', '<w:numPr/>'),
      paragraph('Two', '<w:numPr/>'),
      `<w:tbl><w:tr>${cell('part')}${cell('torque')}</w:tr><w:tr>${cell('Axle')}${cell('40 Nm')}</w:tr></w:tbl>`,
      '</w:body></w:document>',
    ];
    const docx = await writeZip([{ name: 'word/document.xml', bytes: bytes(xml.join('')) }]);
    expect(await extractText('a.docx', docx)).toBe(
      '## Winter & cold\n\nStore it dry now.\n\n- One\n- Two\n\n| part | torque |\n| --- | --- |\n| Axle | 40 Nm |',
    );
  });

  it('gives nothing for a document that is none', async () => {
    expect(await extractText('a.docx', bytes('not a document'))).toBe('');
  });
});

describe('extractText of a workbook', () => {
  it('reads each sheet as a table, with shared and inline texts and empty cells', async () => {
    const shared = '<sst><si><t>part</t></si><si><r><t>tor</t></r><r><t>que</t></r></si></sst>';
    const sheet =
      '<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
      '<row><c r="A2" t="inlineStr"><is><t>Axle</t></is></c><c r="C2"><v>40</v></c></row></sheetData></worksheet>';
    const xlsx = await writeZip([
      { name: 'xl/sharedStrings.xml', bytes: bytes(shared) },
      { name: 'xl/worksheets/sheet1.xml', bytes: bytes(sheet) },
    ]);
    expect(await extractText('a.xlsx', xlsx)).toBe('| part |  | torque |\n| --- | --- | --- |\n| Axle |  | 40 |');
  });
});

describe('writeZip', () => {
  it('keeps files of one name apart', async () => {
    const { readZip } = await import('./zip.ts');
    const zip = await writeZip([
      { name: 'a.txt', bytes: bytes('1') },
      { name: 'a.txt', bytes: bytes('2') },
    ]);
    expect(Object.keys(await readZip(zip))).toEqual(['a.txt', 'a (1).txt']);
  });
});

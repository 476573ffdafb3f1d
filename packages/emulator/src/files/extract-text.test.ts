import { describe, expect, it } from 'vitest';
import { extractText } from './extract-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** The smallest PDF that shows one line of text. */
function tinyPdf(line: string): Uint8Array {
  const content = `BT /F1 24 Tf 72 700 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = pdf.length;
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return bytes(
    `${pdf}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF`,
  );
}

describe('extractText', () => {
  it('reads the text of a PDF', async () => {
    expect(await extractText('Log.PDF', tinyPdf('The garage stays above minus ten degrees.'))).toContain(
      'The garage stays above minus ten degrees.',
    );
  });

  it('gives nothing for a PDF that is none', async () => {
    expect(await extractText('a.pdf', bytes('not a pdf'))).toBe('');
  });

  it('reads what a page of HTML shows, with its headings, without its scripts', async () => {
    const html =
      '<html><style>p{}</style><h2>Winter &amp; cold</h2><script>alert(1)</script><p>Store it <b>dry</b>.</p><ul><li>One</li></ul>';
    expect(await extractText('a.html', bytes(html))).toBe('## Winter & cold\n\nStore it dry.\n\n- One');
  });

  it('makes a table of CSV, with quotes, quoted line ends, semicolons and a byte order mark', async () => {
    const csv = '\uFEFFpart;torque\n"Axle; rear";40 Nm\n"Two\nlines";"a ""b"""\n';
    expect(await extractText('a.csv', bytes(csv))).toBe(
      '| part | torque |\n| --- | --- |\n| Axle; rear | 40 Nm |\n| Two lines | a "b" |',
    );
  });

  it('reads text and Markdown as they are', async () => {
    expect(await extractText('a.md', bytes('# Ü'))).toBe('# Ü');
    expect(await extractText('a.txt', bytes('日本語'))).toBe('日本語');
  });

  it('gives nothing for kinds that it cannot read', async () => {
    expect(await extractText('a.exe', bytes('MZ'))).toBe('');
  });
});

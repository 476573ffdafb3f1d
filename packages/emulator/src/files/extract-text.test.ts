import { describe, expect, it } from 'vitest';
import { tinyPdf } from '../testing/tiny-pdf.ts';
import { extractText } from './extract-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

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

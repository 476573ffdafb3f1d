import { describe, expect, it } from 'vitest';
import { csvOf, tsvOf } from './table-text.ts';

describe('csvOf', () => {
  it('quotes what needs quotes', () => {
    expect(
      csvOf([
        ['a', 'b,c'],
        ['say "x"', 'two\nlines'],
      ]),
    ).toBe('\ufeffa,"b,c"\r\n"say ""x""","two\nlines"\r\n');
  });

  it.each(['=cmd|x', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('keeps %j from being a formula', (cell) => {
    expect(csvOf([[cell]]).replaceAll('"', '')).toBe(`\ufeff'${cell}\r\n`);
  });
});

describe('tsvOf', () => {
  it('keeps every cell in its place', () => {
    expect(
      tsvOf([
        ['a\tb', 'c\nd'],
        ['=1', 'e'],
      ]),
    ).toBe("a b\tc d\n'=1\te");
  });
});

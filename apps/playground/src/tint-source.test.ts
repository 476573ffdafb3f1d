import { describe, expect, it } from 'vitest';
import { tintSource } from './tint-source.ts';

describe('tintSource', () => {
  it('gives back every character in order', () => {
    const source = 'const a = `x`; // end\nreturn <Row key={id} />;\n';
    expect(
      tintSource(source)
        .map(({ text }) => text)
        .join(''),
    ).toBe(source);
  });

  it('knows keywords, strings, calls and comments', () => {
    const kinds = tintSource("return go('x'); // y").filter(({ kind }) => kind !== 'plain');
    expect(kinds).toEqual([
      { text: 'return', kind: 'keyword' },
      { text: 'go', kind: 'name' },
      { text: "'x'", kind: 'string' },
      { text: '// y', kind: 'comment' },
    ]);
  });

  it('leaves a word inside a string alone', () => {
    expect(tintSource("'import me'")).toEqual([{ text: "'import me'", kind: 'string' }]);
  });
});

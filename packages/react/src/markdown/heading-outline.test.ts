import { describe, expect, it } from 'vitest';
import { DocumentReader } from './document-reader.ts';
import { randomDocument } from './testing/corpus.ts';

/** The headings of a text, each with how many it stands under. */
function outlineOf(text: string): string[] {
  const { chunks } = new DocumentReader().read(text, true);
  return chunks.flat().flatMap(({ node, above }) => (node.type === 'heading' ? [`${above} ${node.inline}`] : []));
}

describe('the outline of a text', () => {
  it('begins at the top, whatever depth the text begins with', () => {
    expect(outlineOf('## A\n\ntext\n\n## B')).toEqual(['0 A', '0 B']);
    expect(outlineOf('#### A')).toEqual(['0 A']);
  });

  it('skips no level where the text does', () => {
    expect(outlineOf('# A\n\n#### B\n\n###### C\n\n#### D')).toEqual(['0 A', '1 B', '2 C', '1 D']);
  });

  it('goes back up to the level of the heading that ends the ones below it', () => {
    expect(outlineOf('### A\n\n#### B\n\n## C\n\n### D\n\n# E')).toEqual(['0 A', '1 B', '0 C', '1 D', '0 E']);
  });

  it('is the same for a heading made by a line below it', () => {
    expect(outlineOf('A\n=\n\nB\n-\n\n### C')).toEqual(['0 A', '1 B', '2 C']);
  });

  it('goes down one step at a time in any text', () => {
    for (let seed = 0; seed < 500; seed++) {
      const levels = outlineOf(randomDocument(seed)).map((line) => Number(line[0]));
      for (const [place, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[place - 1] ?? -1) + 1);
    }
  });
});

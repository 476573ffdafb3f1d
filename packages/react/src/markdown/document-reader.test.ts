import { describe, expect, it } from 'vitest';
import { DocumentReader } from './document-reader.ts';
import type { ReadDocument } from './read-document.ts';
import { documents, longDocument, randomDocument } from './testing/corpus.ts';

function once(text: string): ReadDocument {
  return new DocumentReader().read(text, true);
}

function nodesOf({ chunks, tail }: ReadDocument) {
  return [...chunks.flat().map(({ node }) => node), ...tail];
}

/** Reads a text in steps of `step` characters, then as final. */
function streamed(text: string, step: number): ReadDocument {
  const reader = new DocumentReader();
  for (let end = step; end < text.length; end += step) reader.read(text.slice(0, end), false);
  reader.read(text, false);
  return reader.read(text, true);
}

const random = Array.from({ length: 1500 }, (_, seed) => randomDocument(seed));

describe('DocumentReader', () => {
  it('ends where a reading at once ends, however the text arrives', () => {
    for (const text of [...documents, ...random]) {
      const whole = once(text);
      for (const step of [1, 3, 7]) expect(streamed(text, step)).toEqual(whole);
    }
  });

  it('says the same at every prefix as a fresh reading of that prefix', () => {
    for (const text of [...documents, ...random.slice(0, 100)]) {
      const reader = new DocumentReader();
      for (let end = 0; end <= text.length; end++) {
        const prefix = text.slice(0, end);
        expect(reader.read(prefix, false)).toEqual(new DocumentReader().read(prefix, false));
      }
    }
  });

  it('never takes back a settled block', () => {
    for (const text of [...documents, ...random.slice(0, 300)]) {
      const reader = new DocumentReader();
      let before: readonly unknown[] = [];
      for (let end = 0; end <= text.length; end++) {
        const settled = reader.read(text.slice(0, end), false).chunks.flat();
        expect(settled.slice(0, before.length).map(({ node }) => node)).toEqual(before);
        before = settled.map(({ node }) => node);
      }
    }
  });

  it('reads line ends of every kind alike', () => {
    for (const text of documents.filter((document) => !document.includes('\r'))) {
      expect(nodesOf(once(text.replaceAll('\n', '\r\n')))).toEqual(nodesOf(once(text)));
      expect(streamed(text.replaceAll('\n', '\r'), 1)).toEqual(once(text.replaceAll('\n', '\r')));
    }
  });

  it('keeps the identity of settled blocks and of full chunks', () => {
    const text = longDocument(20_000);
    const reader = new DocumentReader();
    const before = reader.read(text.slice(0, 12_000), false);
    const after = reader.read(text, false);
    expect(before.count).toBeGreaterThan(60);
    expect(after.chunks[0]).toBe(before.chunks[0]);
    before.chunks.flat().forEach((block, index) => {
      expect(after.chunks.flat()[index]).toBe(block);
    });
  });

  it('keeps the identity of what is closed inside the open block', () => {
    const reader = new DocumentReader();
    const list = reader.read('- a\n- b\n- c', false).tail[0];
    const longer = reader.read('- a\n- b\n- c\n- d', false).tail[0];
    if (list?.type !== 'list' || longer?.type !== 'list') throw new Error('no list');
    expect(longer.items[0]).toBe(list.items[0]);
    expect(longer.items[0]).toEqual({ children: [{ type: 'paragraph', inline: 'a' }] });
  });

  it('parses each complete line once', () => {
    const text = longDocument(100_000);
    const reader = new DocumentReader();
    for (let end = 4; end <= text.length; end += 4) reader.read(text.slice(0, end), false);
    expect(reader.counts.settled / text.length).toBeLessThanOrEqual(1);
  });

  it('guesses at no more than the unfinished line', () => {
    const reader = new DocumentReader();
    let text = 'Code:\n\n```js\n';
    reader.read(text, false);
    for (let line = 0; line < 500; line++) {
      text += `const a${line} = 1;\n\n# ${line}\n`;
      reader.read(text, false);
    }
    expect(reader.counts).toEqual({ settled: text.length, guessed: 0 });
    expect(reader.read(text, false).tail).toEqual([
      { type: 'code', info: 'js', text: text.slice('Code:\n\n```js\n'.length) },
    ]);
  });

  it('starts over when a text does not continue the one before', () => {
    const reader = new DocumentReader();
    reader.read('# Old\n\nText\n\nmore', false);
    const replaced = reader.read('New\n\ntext', false);
    expect(nodesOf(replaced)).toEqual([
      { type: 'paragraph', inline: 'New' },
      { type: 'paragraph', inline: 'text' },
    ]);
    expect(reader.read('New\n\ntext goes on', true)).toEqual(once('New\n\ntext goes on'));
    expect(reader.read('New\n\ntext goes on and on', false).tail).toEqual([
      { type: 'paragraph', inline: 'text goes on and on' },
    ]);
  });

  it('gives a late definition to the earlier blocks that use it, and leaves the others alone', () => {
    const reader = new DocumentReader();
    const text = 'See [docs].\n\nNothing here.\n\n';
    const before = reader.read(`${text}[`, false).chunks.flat();
    const after = reader.read(`${text}[Docs]: https://example.com/\n\nEnd`, false).chunks.flat();
    expect(before[0]?.definitions).toEqual({});
    expect(after[0]?.definitions).toEqual({ docs: { href: 'https://example.com/' } });
    expect(after[1]).toBe(before[1]);
  });
});

describe('DocumentReader, of a text whose rest is on its way', () => {
  it.each([
    ['text', 'text'],
    ['text\n-', 'text\n'],
    ['text\n---', 'text\n'],
    ['text\n- ', 'text\n'],
    ['- a\n- ', '- a\n'],
    ['1', ''],
    ['12 months', '12 months'],
    ['text\n``` j', 'text\n'],
    ['- [', '-'],
    ['- [x] ', '-'],
    ['- [x] a', '- [x] a'],
    ['text\n1.', 'text\n'],
    ['#', ''],
    ['## ', ''],
    ['## A', '## A'],
    ['> -', '>'],
    ['``', ''],
    ['text\n**', 'text\n'],
    ['[a]:', ''],
    ['| a | b |\n|---|---|\n| 1', '| a | b |\n|---|---|\n| 1'],
    ['| a | b |\n|---|---|\n|', '| a | b |\n|---|---|\n'],
  ])('shows %j as %j', (text, expected) => {
    expect(new DocumentReader().read(text, false).tail).toEqual(nodesOf(once(expected)));
  });

  it('shows a table from its first header on', () => {
    for (const text of ['| a | b', '| a | b |', '| a | b |\n', '| a | b |\n|--', '| a | b |\n|---|:-']) {
      expect(new DocumentReader().read(text, false).tail).toMatchObject([
        { type: 'table', header: ['a', 'b'], rows: [] },
      ]);
    }
    expect(nodesOf(once('| a | b |\n'))).toEqual([{ type: 'paragraph', inline: '| a | b |' }]);
  });

  it('shows formulas only when they are asked for', () => {
    const text = '$$\nx\n$$';
    expect(nodesOf(new DocumentReader({ math: true }).read(text, true))).toEqual([{ type: 'math', text: 'x\n' }]);
    expect(nodesOf(once(text))).toEqual([{ type: 'paragraph', inline: text }]);
  });
});

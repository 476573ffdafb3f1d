import { describe, expect, it } from 'vitest';
import { BlockScanner } from './block-scanner.ts';
import { hardBlockLength, longBlockLength } from './limits.ts';
import { parseBlock } from './parse-block.ts';
import type { ScannedDocument } from './scanned-document.ts';
import { documents, longDocument, randomDocument } from './testing/corpus.ts';

function once(text: string): ScannedDocument {
  return new BlockScanner().read(text, true);
}

function nodesOf(document: ScannedDocument) {
  return document.chunks.flat().flatMap((block) => block.nodes);
}

/** Reads a text in steps of `step` characters, then as final. */
function streamed(text: string, step: number): ScannedDocument {
  const scanner = new BlockScanner();
  for (let end = step; end < text.length; end += step) scanner.read(text.slice(0, end), false);
  scanner.read(text, false);
  return scanner.read(text, true);
}

const random = Array.from({ length: 1500 }, (_, seed) => randomDocument(seed));

describe('BlockScanner', () => {
  it.each(documents.map((text) => [text]))('reads the same blocks as the lexer reads at once: %j', (text) => {
    expect(nodesOf(once(text))).toEqual(parseBlock(text.replace(/\r\n?/g, '\n')).nodes);
  });

  it('reads the same blocks as the lexer reads at once, in documents drawn by chance', () => {
    for (const text of random) {
      expect({ text, nodes: nodesOf(once(text)) }).toEqual({ text, nodes: parseBlock(text).nodes });
    }
  });

  it('ends where a reading at once ends, however the text arrives', () => {
    for (const text of [...documents, ...random.slice(0, 400)]) {
      const whole = once(text);
      for (const step of [1, 3, 7]) expect(streamed(text, step)).toEqual(whole);
    }
  });

  it('says the same at every prefix as a fresh reading of that prefix', () => {
    for (const text of [...documents, ...random.slice(0, 60)]) {
      const scanner = new BlockScanner();
      for (let end = 0; end <= text.length; end++) {
        const prefix = text.slice(0, end);
        expect(scanner.read(prefix, false)).toEqual(new BlockScanner().read(prefix, false));
      }
    }
  });

  it('loses no character between settled blocks and tail', () => {
    for (const text of documents.filter((document) => !document.includes('\r'))) {
      const scanner = new BlockScanner();
      for (let end = 0; end <= text.length; end++) {
        const { chunks, tail } = scanner.read(text.slice(0, end), false);
        const sources = chunks.flat().map((block) => block.source);
        expect(sources.join('') + tail).toBe(text.slice(0, end));
      }
    }
  });

  it('keeps the identity of settled blocks and of full chunks', () => {
    const text = longDocument(20_000);
    const scanner = new BlockScanner();
    const before = scanner.read(text.slice(0, 12_000), false);
    const after = scanner.read(text, false);
    expect(before.count).toBeGreaterThan(60);
    expect(after.chunks[0]).toBe(before.chunks[0]);
    before.chunks.flat().forEach((block, index) => {
      expect(after.chunks.flat()[index]).toBe(block);
    });
  });

  it('looks at each new character about once, and lexes it about once more', () => {
    const text = longDocument(100_000);
    const scanner = new BlockScanner();
    for (let end = 4; end <= text.length; end += 4) scanner.read(text.slice(0, end), false);
    const { scanned, lexed } = scanner.counts;
    expect(scanned / text.length).toBeLessThan(1.5);
    expect(lexed / text.length).toBeLessThan(1.2);
  });

  it('lexes nothing again while a fence is open', () => {
    const scanner = new BlockScanner();
    let text = 'Code:\n\n```js\n';
    scanner.read(text, false);
    const { lexed } = scanner.counts;
    for (let line = 0; line < 500; line++) {
      text += `const a${line} = 1;\n\n# ${line}\n`;
      scanner.read(text, false);
    }
    expect(scanner.counts.lexed).toBe(lexed);
    expect(scanner.read(text, false).fence).toEqual({ language: 'js', text: text.slice('Code:\n\n```js\n'.length) });
  });

  it('starts over when a text does not continue the one before', () => {
    const scanner = new BlockScanner();
    scanner.read('# Old\n\nText\n\nmore', false);
    const replaced = scanner.read('New\n\ntext', false);
    expect(replaced.chunks.flat().map((block) => block.source)).toEqual(['New\n\n']);
    expect(replaced.tail).toBe('text');
    expect(scanner.read('New\n\ntext goes on', true)).toEqual(once('New\n\ntext goes on'));
    expect(scanner.read('New\n\ntext goes on and on', false).tail).toBe('text goes on and on');
  });

  it('gives a late definition to the earlier blocks that use it, and leaves the others alone', () => {
    const scanner = new BlockScanner();
    const text = 'See [docs].\n\nNothing here.\n\n';
    const before = scanner.read(`${text}[`, false).chunks.flat();
    const after = scanner.read(`${text}[Docs]: https://example.com/\n\nEnd`, false).chunks.flat();
    expect(before[0]?.definitions).toEqual({});
    expect(after[0]?.definitions).toEqual({ docs: { href: 'https://example.com/' } });
    expect(after[1]).toBe(before[1]);
  });

  it('cuts blocks that never end, at the same places however they arrive', () => {
    const text = [
      'word '.repeat(30_000),
      `${'x'.repeat(hardBlockLength * 5)}\n\nshort\n\n`,
      '- item of a list\n\n'.repeat(8000),
      `<pre>\n${'raw\n\n'.repeat(80_000)}`,
      '| a | b |\n'.repeat(30_000),
    ];
    for (const document of text) {
      const whole = once(document);
      expect(whole.count).toBeGreaterThan(1);
      for (const block of whole.chunks.flat())
        expect(block.source.length).toBeLessThanOrEqual(longBlockLength + hardBlockLength * 2);
      expect(streamed(document, 997)).toEqual(whole);
    }
  });
});

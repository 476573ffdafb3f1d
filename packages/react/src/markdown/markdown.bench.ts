import { bench, describe } from 'vitest';
import { noDefinitions } from './block-node.ts';
import { DocumentReader } from './document-reader.ts';
import { parseInline } from './parser/inline-parser.ts';
import { longDocument } from './testing/corpus.ts';

function stream(length: number): void {
  const text = longDocument(length);
  const reader = new DocumentReader();
  for (let end = 4; end <= text.length; end += 4) reader.read(text.slice(0, end), false);
}

describe('one update per 4 characters, without React', () => {
  bench('10 KB', () => stream(10_000));
  bench('100 KB', () => stream(100_000), { iterations: 3, time: 0, warmupIterations: 1 });
});

describe('a whole text at once, without React', () => {
  const text = longDocument(100_000);
  bench('blocks of 100 KB', () => void new DocumentReader().read(text, true));
  const words = 'A **word** and `code`, [a link](https://example.com) and _more_. '.repeat(60);
  bench(
    'inline text of 4 KB',
    () => void parseInline(words, { definitions: noDefinitions, isLive: false, math: false }),
  );
});

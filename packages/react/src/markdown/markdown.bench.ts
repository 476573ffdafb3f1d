import { bench, describe } from 'vitest';
import { BlockScanner } from './block-scanner.ts';
import { readTail } from './read-tail.ts';
import { longDocument } from './testing/corpus.ts';

function stream(length: number): void {
  const text = longDocument(length);
  const scanner = new BlockScanner();
  for (let end = 4; end <= text.length; end += 4) readTail(scanner.read(text.slice(0, end), false));
}

describe('one update per 4 characters, without React', () => {
  bench('10 KB', () => stream(10_000));
  bench('100 KB', () => stream(100_000), { iterations: 3, time: 0, warmupIterations: 1 });
});

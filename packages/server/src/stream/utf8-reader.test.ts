import { expect, it } from 'vitest';
import { createUTF8Reader } from './utf8-reader.ts';

const bytes = new TextEncoder().encode('\ufeffid: é €\n\n\ufeff😀 data: ünï\n');

it('reads the same text wherever it is cut', () => {
  const whole = new TextDecoder().decode(bytes);
  for (let first = 0; first <= bytes.length; first += 1) {
    for (let second = first; second <= bytes.length; second += 1) {
      const reader = createUTF8Reader();
      const pieces = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
      expect(pieces.map((piece) => reader.read(piece)).join('') + reader.end()).toBe(whole);
    }
  }
});

it('tells of a character that never came to its end', () => {
  const reader = createUTF8Reader();
  expect(reader.read(bytes.subarray(0, 8)) + reader.end()).toBe('id: \ufffd');
});

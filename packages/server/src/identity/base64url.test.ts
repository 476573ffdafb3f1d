import { expect, it } from 'vitest';
import { base64url } from './base64url.ts';
import { randomBytes } from './random-bytes.ts';

it('bytes are written as Node writes them, whatever their number', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = randomBytes(length);
    expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  }
});

it('no random bytes are given out twice', () => {
  const seen = new Set(Array.from({ length: 1000 }, () => base64url(randomBytes(16))));
  expect(seen.size).toBe(1000);
  expect(randomBytes(5000)).toHaveLength(5000);
});

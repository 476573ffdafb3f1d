import { expect, it } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

it.each([
  ['2', 2000],
  ['9999', 9_999_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
  ['Thu, 01 Jan 2025 00:00:05 GMT', undefined],
  ['-1', undefined],
  ['abc', undefined],
  ['', undefined],
  [null, undefined],
])('reads %j as %j ms', (header, expected) => {
  expect(retryAfter(header, now)).toBe(expected);
});

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { finiteNumber } from './finite-number.ts';

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '1', null])('%s is no number', (value) => {
  expect(v.safeParse(finiteNumber(), value).success).toBe(false);
});

it('0 is a number', () => {
  expect(v.parse(finiteNumber(), 0)).toBe(0);
});

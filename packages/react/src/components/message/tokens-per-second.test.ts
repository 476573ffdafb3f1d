import { expect, it } from 'vitest';
import { tokensPerSecond } from './tokens-per-second.ts';

it('is counted from the first word on, where the server tells that time', () => {
  const usage = { completion_tokens: 120, latency: 4, time_to_first_token: 1, time_to_generate: 3 };
  expect(tokensPerSecond(usage)).toBe(40);
});

it('counts the whole time where that is all there is', () => {
  expect(tokensPerSecond({ completion_tokens: 120, latency: 4 })).toBe(30);
  expect(tokensPerSecond({ completion_tokens: 120, latency: 4, time_to_generate: null })).toBe(30);
});

it.each([
  undefined,
  null,
  {},
  { completion_tokens: 0, latency: 0 },
  { completion_tokens: 9 },
  { completion_tokens: 1, latency: 2 },
])('is unknown of %j', (usage) => {
  expect(tokensPerSecond(usage)).toBeUndefined();
});

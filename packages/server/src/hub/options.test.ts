import { expect, it } from 'vitest';
import { handlerOn } from '../testing/handler-on.ts';

it.each([
  [{ runs: { runBytes: 0 } }, /runs\.runBytes/],
  [{ runs: { keepFor: Number.NaN } }, /runs\.keepFor/],
  [{ rateLimit: { queueFor: 30_001 } }, /rateLimit\.queueFor/],
  [{ rateLimit: { queueFor: -1 } }, /rateLimit\.queueFor/],
  [{ limits: { startsPerMinuteFromIP: 0 } }, /limits\.startsPerMinuteFromIP/],
])('options that cannot be right are refused with the name of the option: %j', (options, name) => {
  expect(() => handlerOn(fetch, options)).toThrow(name);
});

it('`onClientGone` is one of three', () => {
  for (const onClientGone of ['drain', 'stop', 'abort'] as const) handlerOn(fetch, { onClientGone });
  const options = JSON.parse('{"onClientGone":"ignore"}');
  expect(() => handlerOn(fetch, options)).toThrow("'drain' or 'stop' or 'abort'");
});

import { expect, it } from 'vitest';
import { redact, secretsOf } from './redact.ts';

it.each([
  ['the key app-abcdefgh1234 was refused', 'the key [key] was refused'],
  ['Authorization: Bearer abc', 'Authorization: [key]'],
  ['{"api_key": "abc", "a": 1}', '{"api_key": [key], "a": 1}'],
  ['set-cookie: sid=1; Path=/', 'set-cookie: [key]; Path=/'],
  ['see https://x.test/f/a?sign=1&t=2 now', 'see https://x.test/f/a?[query] now'],
  ['see /files/a.png?sign=1', 'see /files/a.png?[query]'],
  ['is this /v1/messages ?', 'is this /v1/messages ?'],
  ['nothing to hide', 'nothing to hide'],
])('makes %j into %j', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

it('hides the values of secret headers, with and without their scheme', () => {
  const secrets = secretsOf({ authorization: 'Bearer secret-value', cookie: 'sid=12345', accept: 'text/html' });
  expect(redact('"secret-value" and sid=12345 are no text/html', secrets)).toBe('"[key]" and [key] are no text/html');
});

import { expect, it } from 'vitest';
import { sightOf, signedText } from './sight.ts';

const keep = signedText(sightOf(false, new Set(['https://files.example'])));

it.each([
  ['See ![a](https://files.example/x?sign=1) and (https://files.example/y?timestamp=2&sign=3).', true],
  ['See ![a](https://evil.example/x?sign=1).', false],
  ['No address: design=1, a?b=2', true],
])('%s passes: %s', (text, passes) => {
  expect(keep(text)).toBe(passes ? text : undefined);
});

it('takes time linear in a text without blanks', () => {
  // With the square of its length this would take hours.
  expect(keep('中'.repeat(5_000_000))).toHaveLength(5_000_000);
});

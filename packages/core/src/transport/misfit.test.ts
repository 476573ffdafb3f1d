import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { firstMisfit, ownWords } from './misfit.ts';

afterEach(() => z.config({ localeError: undefined, customError: undefined }));

const words = (schema: z.ZodMiniType, value: unknown) =>
  firstMisfit(z.safeParse(schema, value, ownWords).error?.issues ?? [], value);

describe('firstMisfit', () => {
  const schema = z.object({
    kind: z.enum(['a', 'b']),
    names: z.array(z.string()),
    id: z.string().check(z.regex(/^\d+$/, 'digits')),
  });

  it.each([
    [
      'what a field needs',
      { kind: 'a', names: 'x', id: '1' },
      { path: 'names', expected: 'array', received: 'string' },
    ],
    ['the words of a closed set', { kind: 'c', names: [], id: '1' }, { path: 'kind', expected: '"a" or "b"' }],
    ['the words of a check of ours', { kind: 'a', names: [], id: 'x' }, { path: 'id', expected: 'digits' }],
  ])('says %s, whatever language the application gave zod', (_, value, misfit) => {
    z.config({ localeError: () => 'Entrée invalide', customError: () => 'Nope' });
    expect(words(schema, value)).toMatchObject(misfit);
  });
});

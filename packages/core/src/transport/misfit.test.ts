import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { knownObject } from '../schemas/known-object.ts';
import { firstMisfit } from './misfit.ts';
import { ownWords } from './own-words.ts';

afterEach(() => {
  v.deleteGlobalConfig();
  for (const language of ['fr', undefined]) {
    v.deleteGlobalMessage(language);
    v.deleteSchemaMessage(language);
    v.deleteSpecificMessage(v.array, language);
  }
});

const words = (schema: v.GenericSchema, value: unknown) =>
  firstMisfit(v.safeParse(schema, value, ownWords).issues ?? [], value);

describe('firstMisfit', () => {
  const schema = knownObject({
    kind: v.picklist(['a', 'b']),
    names: v.array(v.string()),
    id: v.pipe(v.string(), v.regex(/^\d+$/, 'digits')),
  });

  it.each([
    [
      'what a field needs',
      { kind: 'a', names: 'x', id: '1' },
      { path: 'names', expected: 'array', received: 'string' },
    ],
    ['the words of a closed set', { kind: 'c', names: [], id: '1' }, { path: 'kind', expected: '"a" or "b"' }],
    ['the words of a check of ours', { kind: 'a', names: [], id: 'x' }, { path: 'id', expected: 'digits' }],
  ])('says %s, whatever language the application gave valibot', (_, value, misfit) => {
    v.setGlobalConfig({ lang: 'fr', abortEarly: true, abortPipeEarly: true });
    for (const language of ['fr', undefined]) {
      v.setGlobalMessage('Entrée invalide', language);
      v.setSchemaMessage('Schéma invalide', language);
      v.setSpecificMessage(v.array, 'Nope', language);
    }
    expect(words(schema, value)).toMatchObject(misfit);
  });
});

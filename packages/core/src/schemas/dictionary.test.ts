import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { dictionary } from './dictionary.ts';

const schema = dictionary(v.pipe(v.string(), v.maxLength(20)), v.unknown());

describe('dictionary', () => {
  it('keeps every name in its order, and drops the one that reaches into objects', () => {
    const odd: unknown = JSON.parse('{"z":1,"constructor":2,"__proto__":{"polluted":1},"prototype":3,"a":4}');
    const value = v.parse(schema, odd);
    expect(Object.entries(value)).toEqual([
      ['z', 1],
      ['constructor', 2],
      ['prototype', 3],
      ['a', 4],
    ]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([
    ['a list', []],
    ['a map', new Map()],
    ['a date', new Date(0)],
    ['null', null],
    ['a text', 'x'],
  ])('is not %s', (_, value) => {
    expect(v.safeParse(schema, value).success).toBe(false);
  });

  it('takes an object without a prototype', () => {
    expect(v.parse(schema, Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 });
  });

  it('checks names and values, and says where', () => {
    const texts = dictionary(v.pipe(v.string(), v.maxLength(2)), v.string());
    expect(v.safeParse(texts, { a: 1, abc: 'x' }).issues).toMatchObject([
      { type: 'string', path: [{ key: 'a' }] },
      { type: 'max_length', path: [{ key: 'abc' }] },
    ]);
  });
});

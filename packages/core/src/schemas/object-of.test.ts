import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { closedObject } from './closed-object.ts';
import { knownObject } from './known-object.ts';
import { openObject } from './open-object.ts';

const fields = { name: v.string(), size: v.optional(v.number()) };
const odd: unknown = JSON.parse(
  '{"__proto__":{"polluted":1},"constructor":"c","toString":"t","prototype":1,"name":"x"}',
);

describe.each([
  ['openObject', openObject(fields)],
  ['closedObject', closedObject(fields)],
  ['knownObject', knownObject(fields)],
])('%s', (_, schema: v.GenericSchema) => {
  it.each([[[]], [null], ['text'], [7], [undefined]])('is not %j', (value) => {
    expect(v.safeParse(schema, value).success).toBe(false);
  });

  it('says of a missing field what it has to be', () => {
    expect(v.safeParse(schema, {}).issues).toMatchObject([{ type: 'string', path: [{ key: 'name' }] }]);
  });

  it('leaves absent what is optional', () => {
    expect(Object.keys(v.parse(schema, { name: 'x' }) ?? {})).toEqual(['name']);
  });

  it('stays an object schema with checks around it', () => {
    expect(
      v.safeParse(
        v.pipe(
          schema,
          v.check(() => false, 'no'),
        ),
        { name: 'x' },
      ).issues,
    ).toMatchObject([{ message: 'no' }]);
  });

  it('is a standard schema', () => {
    expect(schema['~standard'].validate({ name: 5 })).toMatchObject({ issues: [{ path: [{ key: 'name' }] }] });
  });
});

describe('fields that no schema names', () => {
  it('are kept by an open object, whatever they are called, and reach into nothing', () => {
    const value = v.parse(openObject(fields), odd);
    expect(Object.keys(value).sort()).toEqual(['constructor', 'name', 'prototype', 'toString']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('are left out of a known object', () => {
    expect(Object.keys(v.parse(knownObject(fields), odd))).toEqual(['name']);
  });

  it('are refused by a closed object, all of them at once', () => {
    expect(v.safeParse(closedObject(fields), odd).issues).toMatchObject([
      { type: 'strict_object', expected: 'never', input: ['__proto__', 'constructor', 'toString', 'prototype'] },
    ]);
  });
});

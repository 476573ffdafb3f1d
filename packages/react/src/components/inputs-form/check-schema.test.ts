import { describe, expect, it } from 'vitest';
import { checkInput, inputFieldsOf } from './input-field.ts';
import { loadSchemaCheck } from './schema-check.ts';

// As a server sends it: text.
const schema = JSON.stringify({
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'number' },
    size: { enum: ['S', 'M', 3] },
    bike: {
      type: 'object',
      properties: { wheels: { type: 'array', items: { type: ['integer', 'null'] } } },
      required: ['wheels'],
      additionalProperties: false,
    },
    code: { type: 'string', pattern: '^E-' },
  },
  required: ['name'],
});
const [field] = inputFieldsOf([{ json_object: { variable: 'data', label: 'Data', json_schema: schema } }]);
const check = (text: string) => field && checkInput(field, text);

describe('JSON that has to fit a schema', () => {
  it('is only looked at as JSON until what checks it has been loaded', async () => {
    expect(check('{}')).toBeNull();
    await loadSchemaCheck();
    expect(check('{}')?.code).toBe('not-as-asked');
  });

  it.each([
    ['{"name": "Ada"}', undefined],
    ['{"name": "Ada", "more": 1}', undefined],
    ['{}', { at: 'name', kind: 'missing', expected: [] }],
    ['{"name": 1}', { at: 'name', kind: 'type', expected: ['string'] }],
    ['{"name": "Ada", "age": "7"}', { at: 'age', kind: 'type', expected: ['number'] }],
    ['{"name": "Ada", "size": "L"}', { at: 'size', kind: 'option', expected: ['S', 'M', '3'] }],
    ['{"name": "Ada", "bike": {}}', { at: 'bike.wheels', kind: 'missing', expected: [] }],
    [
      '{"name": "Ada", "bike": {"wheels": [1, "x"]}}',
      { at: 'bike.wheels[1]', kind: 'type', expected: ['integer', 'null'] },
    ],
    ['{"name": "Ada", "bike": {"wheels": [], "bell": 1}}', { at: 'bike.bell', kind: 'unknown' }],
    ['{"name": "Ada", "code": "214"}', { at: 'code', kind: 'other', expected: [] }],
  ])('%s: %j', async (text, problem) => {
    await loadSchemaCheck();
    const found = check(text)?.problem;
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(problem);
  });

  it.each(['', 'no JSON', '[1]', null])('takes every object where the schema is %j', async (json_schema) => {
    await loadSchemaCheck();
    const [free] = inputFieldsOf([{ json_object: { variable: 'data', label: 'Data', json_schema } }]);
    expect(free && checkInput(free, '{"a": 1}')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { checkInput, inputFieldsOf, inputOf } from './input-field.ts';

const entries = [
  { 'text-input': { variable: 'name', label: 'Name', required: true, max_length: 5, default: 'Ada' } },
  { paragraph: { variable: 'note', label: '', max_length: 10 } },
  { select: { variable: 'size', label: 'Size', required: true, options: ['S', 'M'], default: 'XL' } },
  { number: { variable: 'age', label: 'Age', default: 7 } },
  { checkbox: { variable: 'ok', label: 'OK', required: true, default: 'true' } },
  { file: { variable: 'one', label: 'One', required: true, allowed_file_types: ['image'] } },
  { 'file-list': { variable: 'many', label: 'Many', max_length: 1 } },
  { json_object: { variable: 'data', label: 'Data', default: { a: 1 } } },
  { external_data_tool: { variable: 'server', label: 'Server' } },
  { 'text-input': { variable: 'hidden', label: 'Hidden', hide: true } },
  { hologram: { variable: 'newer', label: 'Newer' } },
  { broken: null },
];
const fields = inputFieldsOf(entries);
const field = (name: string) => {
  const found = fields.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const file = { type: 'image', transfer_method: 'local_file', upload_file_id: 'f' } as const;

describe('the controls of an app’s form', () => {
  it('are those that a person fills in, under a name, with what they begin with', () => {
    expect(fields.map(({ kind, label, initial }) => [label, kind, initial])).toEqual([
      ['Name', 'text', 'Ada'],
      ['note', 'paragraph', ''],
      ['Size', 'select', ''],
      ['Age', 'number', '7'],
      ['OK', 'checkbox', true],
      ['One', 'file', undefined],
      ['Many', 'file-list', undefined],
      ['Data', 'json', '{\n  "a": 1\n}'],
      ['Newer', 'text', ''],
    ]);
  });

  it('begin with what the host says', () => {
    const [name, , size] = inputFieldsOf(entries, { name: 'Grace', size: 'M', other: 1 });
    expect([name?.initial, size?.initial]).toEqual(['Grace', 'M']);
  });

  it.each([
    ['name', '', 'required'],
    ['name', '   ', 'required'],
    ['name', 'Ada', undefined],
    ['name', 'Adelheid', 'too-long'],
    ['note', '', undefined],
    ['note', 'more than ten', 'too-long'],
    ['size', '', 'required'],
    ['size', 'L', 'not-an-option'],
    ['age', 'seven', 'not-a-number'],
    ['age', '7,5', undefined],
    ['age', '', undefined],
    ['ok', false, undefined],
    ['one', undefined, 'required'],
    ['one', file, undefined],
    ['many', [file, file], 'too-many-files'],
    ['data', '[1]', 'not-json'],
    ['data', '{"a"', 'not-json'],
    ['data', '{"a": 1}', undefined],
  ])('%s with %j: %s', (name, value, code) => {
    expect(checkInput(field(name), value)?.code).toBe(code);
  });

  it.each([
    ['name', 'Ada', 'Ada'],
    ['name', ' ', undefined],
    ['age', '7,5', 7.5],
    ['age', '', undefined],
    ['ok', undefined, false],
    ['ok', true, true],
    ['one', file, file],
    ['data', '{"a": 1}', { a: 1 }],
  ])('%s with %j is sent as %j', (name, value, sent) => {
    expect(inputOf(field(name), value)).toEqual(sent);
  });
});

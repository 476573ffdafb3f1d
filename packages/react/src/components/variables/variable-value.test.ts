import { describe, expect, it } from 'vitest';
import { readPython } from './python-value.ts';
import { readVariable, writtenValue } from './variable-value.ts';

describe('a text of Python', () => {
  it.each([
    ["{'a': [1, None, True], 'b': 'ü'}", { a: [1, null, true], b: 'ü' }],
    [`['x', "y'z", 'a\\'b"']`, ['x', "y'z", `a'b"`]],
    ["['\\n\\t\\\\ \\x07 \\u200b \\U0001f6b2']", ['\n\t\\ \u0007 \u200b 🚲']],
    ['(1, 2.5, -3e-05)', [1, 2.5, -0.00003]],
    ['{}', {}],
    ["{'__proto__': 1}", JSON.parse('{"__proto__": 1}')],
  ])('%s is a value', (text, value) => {
    expect(readPython(text)).toEqual({ value });
  });

  it.each([
    "{'a': ",
    "['x'",
    "['x",
    'nan',
    '[inf]',
    '<File x>',
    '[1] 2',
    '{1: 2}',
    '[90071992547409930]',
    "['\\q']",
    '',
  ])('%j is none that a page can keep', (text) => {
    expect(readPython(text)).toBeUndefined();
  });
});

describe('the value of a variable', () => {
  it.each([
    ['string', "{'a': 1}", { kind: 'text', text: "{'a': 1}" }],
    ['number', '7.5', { kind: 'number', text: '7.5' }],
    ['boolean', 'True', { kind: 'boolean', isOn: true }],
    ['boolean', 'False', { kind: 'boolean', isOn: false }],
    ['object', "{'level': 1}", { kind: 'json', text: '{"level":1}' }],
    ['object', '{"level": 1}', { kind: 'json', text: '{"level":1}' }],
    ['array[string]', "['y\\'z']", { kind: 'json', text: '["y\'z"]' }],
    ['object', "{'order': 90071992547409930}", { kind: 'fixed', text: "{'order': 90071992547409930}" }],
    ['object', '{"order": 90071992547409930}', { kind: 'fixed' }],
    ['array[file]', '[<File a.png>]', { kind: 'fixed', text: '[<File a.png>]' }],
    ['a new type', 'x', { kind: 'fixed' }],
    ['string', null, { kind: 'text', text: '' }],
  ])('of type %s from %j', (value_type, value, read) => {
    expect(readVariable({ value, value_type })).toMatchObject(read);
  });

  it.each([
    ['number', '3', ' 7 ', { value: 7 }],
    ['number', '3', '7.5', { issue: 'whole' }],
    ['number', '3.0', '7,5', { value: 7.5 }],
    ['number', '3', '', { issue: 'number' }],
    ['number', '3', '90071992547409930', { issue: 'number' }],
    ['string', '', ' as it is ', { value: ' as it is ' }],
    ['object', '', '{"a": [1]}', { value: { a: [1] } }],
    ['object', '', '[1]', { issue: 'object' }],
    ['object', '', 'null', { issue: 'object' }],
    ['array[string]', '', '["a"]', { value: ['a'] }],
    ['array[string]', '', '["a", 1]', { issue: 'list' }],
    ['array[object]', '', '[{}]', { value: [{}] }],
    ['array[any]', '', '["a", 1, null]', { value: ['a', 1, null] }],
    ['array[number]', '', '{}', { issue: 'list' }],
  ])('written for a %s that holds %j: %j', (type, before, written, result) => {
    expect(writtenValue(type, before, written)).toEqual(result);
  });
});

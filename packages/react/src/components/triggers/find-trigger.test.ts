import { describe, expect, it } from 'vitest';
import { findTrigger } from './find-trigger.ts';

const triggers = [{ char: '/', atStart: true }, { char: '@' }, { char: '#' }];
/** Finds at the bar, which is the caret. */
const find = (text: string) => findTrigger(text.replace('|', ''), text.indexOf('|'), triggers);

describe('findTrigger', () => {
  it.each([
    ['/|', { index: 0, start: 0, query: '' }],
    ['  /sum|', { index: 0, start: 2, query: 'sum' }],
    ['@|', { index: 1, start: 0, query: '' }],
    ['Ask @ad|a about it', { index: 1, start: 4, query: 'ad' }],
    ['first\n@a|', { index: 1, start: 6, query: 'a' }],
    ['(@a|', { index: 1, start: 1, query: 'a' }],
    ['“@a|', { index: 1, start: 1, query: 'a' }],
    ['请问@张|', { index: 1, start: 2, query: '张' }],
    ['田中さん、＠さ|', { index: 1, start: 5, query: 'さ' }],
    ['／要約|', { index: 0, start: 0, query: '要約' }],
    ['@ada-lovelace|', { index: 1, start: 0, query: 'ada-lovelace' }],
  ])('finds the sign before the caret: %s', (text, found) => {
    expect(find(text)).toEqual(found);
  });

  it.each([
    ['|/'],
    ['/ |'],
    ['/sum it |'],
    ['ask /sum|'],
    ['and/or|'],
    ['ada@example.com|'],
    ['https://|'],
    ['//|'],
    ['@@|'],
    ['@ada　|'],
    ['nothing|'],
    ['|'],
    [`@${'a'.repeat(80)}|`],
  ])('finds nothing where no word starts with one: %s', (text) => {
    expect(find(text)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { scriptLanguage } from './script-language.ts';

describe('scriptLanguage', () => {
  it.each([
    ['バッテリー', 'ja'],
    ['答えは東京です', 'ja'],
    ['배터리', 'ko'],
    ['กรุงเทพ', 'th'],
    ['שלום', 'he'],
    ['电池', undefined],
    ['مرحبا', undefined],
    ['Battery, in Japanese バッテリー', undefined],
    ['1. ', undefined],
  ])('of %j is %s', (text, expected) => {
    expect(scriptLanguage(text)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { isSearch, toolName, toolsOf } from './tool-name.ts';

const labels = { clock: { en_US: 'Clock', zh_Hans: '时钟', ja_JP: '時計' }, plain: 'Plain' };

describe('toolName', () => {
  it('is in the language of the reader, else in English, else the name itself', () => {
    expect(toolName('clock', { labels }, 'zh-Hans')).toBe('时钟');
    expect(toolName('clock', { labels }, 'ja')).toBe('時計');
    expect(toolName('clock', { labels }, 'de-DE')).toBe('Clock');
    expect(toolName('clock', { labels }, undefined)).toBe('Clock');
    expect(toolName('plain', { labels }, 'en')).toBe('Plain');
    expect(toolName('other', { labels }, 'en')).toBe('other');
    expect(toolName('constructor', { labels: {} }, 'en')).toBe('constructor');
  });
});

describe('toolsOf', () => {
  it('tells several tools of one use apart', () => {
    expect(toolsOf({ name: 'clock;weather;' })).toEqual(['clock', 'weather']);
    expect(toolsOf({ name: '' })).toEqual([]);
  });
});

describe('isSearch', () => {
  it('knows the search of a knowledge base', () => {
    expect(isSearch('dataset_5b4ff11c-bf0e-4060-a08c-1eb493ecab0b')).toBe(true);
    expect(isSearch('dataset_tool')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { matchItems } from './match-items.ts';

const item = (label: string, more: { group?: string; keywords?: readonly string[] } = {}) => ({
  id: label,
  label,
  ...more,
});
const labels = (items: readonly { label: string }[]) => items.map(({ label }) => label);

describe('matchItems', () => {
  it('shows all of them in their order while nothing was typed', () => {
    expect(labels(matchItems([item('Translate'), item('Ask')], ''))).toEqual(['Translate', 'Ask']);
  });

  it('puts labels that begin with it first, then words, then the rest, then keywords', () => {
    const items = [item('Note', { keywords: ['summary'] }), item('Presume'), item('A sum'), item('Summarise')];
    expect(labels(matchItems(items, 'sum'))).toEqual(['Summarise', 'A sum', 'Presume', 'Note']);
  });

  it.each([
    ['zoe', 'Zoë'],
    ['ÅSE', 'åse'],
    ['張', '張三'],
  ])('finds %s without regard to case and accents', (query, label) => {
    expect(labels(matchItems([item(label), item('Other')], query))).toEqual([label]);
  });

  it('keeps the items of a group together', () => {
    const items = [item('a1', { group: 'A' }), item('b1', { group: 'B' }), item('a2', { group: 'A' })];
    expect(labels(matchItems(items, ''))).toEqual(['a1', 'a2', 'b1']);
  });

  it('shows fifty at most', () => {
    const items = Array.from({ length: 80 }, (_, index) => item(`Item ${index}`));
    expect(matchItems(items, 'item')).toHaveLength(50);
  });
});

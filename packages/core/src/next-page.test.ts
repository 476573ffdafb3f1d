import { describe, expect, it } from 'vitest';
import { firstPage, type ListPage, nextPage, type PagePosition } from './next-page.ts';

describe('nextPage', () => {
  const next = (kind: 'page' | 'last_id' | 'first_id', input: object, page: ListPage, position: PagePosition) =>
    nextPage(kind, { input, page, position, hasFresh: true });
  const page = (count: number, fields: object = {}) => ({
    data: Array.from({ length: count }, (_, id) => ({ id })),
    ...fields,
  });

  it('goes by the total rather than by has_more', () => {
    const full = page(20, { total: 40, limit: 20, has_more: true });
    expect(next('page', {}, full, 1)).toBe(2);
    expect(next('page', {}, full, 2)).toBeUndefined();
  });

  it('counts the hundred rows that a server answers at most, whatever was asked for', () => {
    const cut = page(100, { total: 130, limit: 130, has_more: false });
    expect(next('page', { limit: 130 }, cut, 1)).toBe(2);
  });

  it('asks on until a page is empty where nothing is said', () => {
    expect(next('page', {}, page(3), 1)).toBe(2);
    expect(next('page', {}, page(0), 2)).toBeUndefined();
  });

  it('begins at the last row of the second before, for rows of the cursor’s own second would be passed over', () => {
    const data = [
      { id: 'a', updated_at: 3 },
      { id: 'b', updated_at: 2 },
      { id: 'c', updated_at: 2 },
    ];
    const last = { data, has_more: true };
    const whole = { data, has_more: false };
    expect(next('last_id', {}, last, null)).toBe('a');
    expect(next('last_id', {}, last, 'a')).toBe('c');
    expect(next('last_id', {}, whole, null)).toBeUndefined();
  });

  it('goes back in time from the first row of a history', () => {
    const data = [
      { id: 'a', created_at: 1 },
      { id: 'b', created_at: 2 },
    ];
    const last = { data, has_more: true };
    expect(next('first_id', {}, last, 'b')).toBe('a');
  });

  it('begins where the input says', () => {
    expect([firstPage('page', {}), firstPage('page', { page: 3 }), firstPage('last_id', {})]).toEqual([1, 3, null]);
  });
});

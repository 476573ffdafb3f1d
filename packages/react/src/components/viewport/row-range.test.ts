import { describe, expect, it } from 'vitest';
import { initialRange, nextRange, type RowView, wantedRange } from './row-range.ts';

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `m${from + index}`);
const view = (fields: Partial<RowView>): RowView => ({
  first: -5000,
  last: 5000,
  height: 600,
  count: 400,
  rowsInView: () => ({ index: 200, count: 5 }),
  ...fields,
});

describe('the rows that are rendered', () => {
  it('are all of a short thread, and the last of a long one', () => {
    expect(initialRange(100)).toEqual({ start: 0, end: 100 });
    expect(initialRange(400)).toEqual({ start: 360, end: 400 });
  });

  it('stay all of them when older ones come to a thread that is still short', () => {
    expect(nextRange({ start: 0, end: 40 }, ids(40, 40), ids(80))).toEqual({ start: 0, end: 80 });
  });

  it('stay the same when so many older ones come that the thread is long', () => {
    expect(nextRange({ start: 0, end: 80 }, ids(80, 40), ids(120))).toEqual({ start: 40, end: 120 });
  });

  it('take in what is sent at the end, where the end is rendered', () => {
    expect(nextRange({ start: 360, end: 400 }, ids(400), ids(402))).toEqual({ start: 360, end: 402 });
    expect(nextRange({ start: 100, end: 160 }, ids(400), ids(402))).toEqual({ start: 100, end: 160 });
  });

  it('begin anew in another conversation', () => {
    expect(nextRange({ start: 100, end: 160 }, ids(400), ids(10, 900))).toEqual({ start: 0, end: 10 });
  });

  it('change only when the reader gets near their edge', () => {
    const range = { start: 180, end: 260 };
    expect(wantedRange(range, view({}))).toBe(range);
    expect(wantedRange(range, view({ first: -300 }))).toEqual({ start: 170, end: 235 });
    expect(wantedRange(range, view({ last: 900 }))).toEqual({ start: 170, end: 235 });
  });

  it('do not go beyond the thread', () => {
    const atStart = view({ first: -10, rowsInView: () => ({ index: 4, count: 5 }) });
    expect(wantedRange({ start: 2, end: 60 }, atStart)).toEqual({ start: 0, end: 39 });
    const atEnd = view({ first: -10, rowsInView: () => ({ index: 396, count: 4 }) });
    expect(wantedRange({ start: 380, end: 400 }, atEnd)).toEqual({ start: 366, end: 400 });
  });

  it('are given up where there are too many of them', () => {
    expect(wantedRange({ start: 100, end: 400 }, view({}))).toEqual({ start: 170, end: 235 });
  });
});

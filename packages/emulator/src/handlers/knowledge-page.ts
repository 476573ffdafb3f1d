import { anInteger, type Check } from '../http/checks.ts';
import type { Misfit } from '../http/misfits.ts';

/** The part of a list that a page shows. Servers fetch at least one row and at most a hundred, whatever is asked for. */
export function pageOf<Row>(rows: readonly Row[], page: number, limit: number): { rows: Row[]; has_more: boolean } {
  const size = Math.min(100, Math.max(1, limit));
  const from = (Math.max(1, page) - 1) * size;
  const shown = rows.slice(from, from + size);
  // A server takes a full page for a sign of more.
  return { rows: shown, has_more: shown.length === limit };
}

/** A text of SQL's `LIKE`, with `%` and `_` for any and for one. */
export function isLike(text: string, pattern: string): boolean {
  const source = Array.from(pattern, (char) =>
    char === '%' ? '.*' : char === '_' ? '.' : char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'),
  );
  return new RegExp(source.join(''), 'su').test(text);
}

/** Rows with the newest first; of one second, those that were kept last. */
export function newestFirst<Row extends { readonly created_at: number }>(rows: Iterable<Row>): Row[] {
  return [...rows].reverse().sort((a, b) => b.created_at - a.created_at);
}

/** A whole number of at least 1; what is no number counts as left out. */
export const atLeastOne: Check = (value, field): Misfit[] => {
  if (anInteger(value, field).length > 0 || Number(value) >= 1) return [];
  const sentence = 'Input should be greater than or equal to 1';
  return [{ field, type: 'greater_than_equal', sentence, input: value }];
};

/** A number of the query; what is no number counts as left out. */
export function readCount(query: URLSearchParams, name: string, otherwise: number): number {
  const value = query.get(name);
  return value === null || anInteger(value, name).length > 0 ? otherwise : Number(value);
}

import type { PageKind } from '@dify-oapi/core';
import { idOf, type ListPage, type PagePosition } from './list-rows.ts';

type Kind = Exclude<PageKind, 'whole'>;

/** Where the first page begins. */
export function firstPage(kind: Kind, input: object): PagePosition {
  const asked: unknown = Reflect.get(input, kind);
  if (typeof asked === 'number' || typeof asked === 'string') return asked;
  return kind === 'page' ? 1 : null;
}

/** Where the next page begins; `undefined` when there is none. */
export function nextPage(
  kind: Kind,
  input: object,
  last: ListPage,
  pages: readonly ListPage[],
  position: PagePosition,
): PagePosition | undefined {
  return kind === 'page' ? nextNumber(input, last, Number(position)) : nextCursor(kind, input, last, pages, position);
}

/** `has_more` is true of a full last page too, and false of pages that a server cut at its own limit: the total decides. */
function nextNumber(input: object, last: ListPage, at: number): number | undefined {
  const total = numberAt(last, 'total');
  if (total === undefined) return last.data.length > 0 && Reflect.get(last, 'has_more') !== false ? at + 1 : undefined;
  const size = Math.min(numberAt(last, 'limit') ?? numberAt(input, 'limit') ?? last.data.length, 100);
  return last.data.length > 0 && at * size < total ? at + 1 : undefined;
}

/** Rows of the cursor's own second would be passed over: the next page begins at the last row of the second before. */
function nextCursor(
  kind: 'last_id' | 'first_id',
  input: object,
  last: ListPage,
  pages: readonly ListPage[],
  position: PagePosition,
): string | undefined {
  if (Reflect.get(last, 'has_more') !== true) return undefined;
  const rows = kind === 'first_id' ? last.data.toReversed() : last.data;
  const end = rows.at(-1);
  const held = new Set(pages.slice(0, -1).flatMap(({ data }) => data.map(idOf)));
  const hasFresh = rows.some((row) => !held.has(idOf(row)));
  const timeField = kind === 'first_id' ? 'created_at' : sortedBy(input);
  const before = rows.findLast((row) => fieldOf(row, timeField) !== fieldOf(end, timeField));
  const overlapping = idOf(before);
  if (hasFresh && typeof overlapping === 'string' && overlapping !== position) return overlapping;
  const id = idOf(end);
  return typeof id === 'string' && id !== position ? id : undefined;
}

function sortedBy(input: object): string {
  return String(Reflect.get(input, 'sort_by') ?? '').endsWith('created_at') ? 'created_at' : 'updated_at';
}

function fieldOf(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null
    ? (Reflect.get(row, name) ?? Reflect.get(row, 'created_at'))
    : undefined;
}

function numberAt(holder: object, name: string): number | undefined {
  const value: unknown = Reflect.get(holder, name);
  return typeof value === 'number' ? value : undefined;
}

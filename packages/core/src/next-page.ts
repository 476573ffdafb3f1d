import type { PageKind } from './endpoint.ts';

/** A page of any list. */
export interface ListPage {
  readonly data: readonly unknown[];
}

/** Where a page begins: its number, or the id of the row before it; `null` asks for the first one. */
export type PagePosition = number | string | null;

/** What is known when the next page is asked for. */
export interface PageRead {
  /** What the list was asked with. */
  readonly input: object;
  readonly page: ListPage;
  /** Where that page began. */
  readonly position: PagePosition;
  /** Whether the page held a row that no page before it had. */
  readonly hasFresh: boolean;
}

type Kind = Exclude<PageKind, 'whole'>;

/** The rows that a server answers at most, whatever it is asked for. */
const mostRows = 100;

/** Where the first page of a list begins. */
export function firstPage(kind: Kind, input: object): PagePosition {
  const asked: unknown = Reflect.get(input, kind);
  if (typeof asked === 'number' || typeof asked === 'string') return asked;
  return kind === 'page' ? 1 : null;
}

/**
 * Where the next page of a list begins; `undefined` when there is none.
 *
 * Numbered pages go by `total`: `has_more` is true of a full last page too, and false of pages that a server cut at its own
 * limit. Cursor lists pass over rows of the cursor's own second: the next page begins at the last row of the second before,
 * so pages overlap.
 */
export function nextPage(kind: Kind, read: PageRead): PagePosition | undefined {
  return kind === 'page' ? nextNumber(read) : nextCursor(kind, read);
}

/** What tells one row from another: its `id`, else itself. */
export function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null ? (Reflect.get(row, 'id') ?? row) : row;
}

/** A number of a page or an input. */
export function numberAt(holder: object, name: string): number | undefined {
  const value: unknown = Reflect.get(holder, name);
  return typeof value === 'number' ? value : undefined;
}

function nextNumber({ input, page, position }: PageRead): number | undefined {
  const at = Number(position);
  const total = numberAt(page, 'total');
  if (page.data.length === 0) return undefined;
  if (total === undefined) return Reflect.get(page, 'has_more') === false ? undefined : at + 1;
  const size = Math.min(numberAt(page, 'limit') ?? numberAt(input, 'limit') ?? page.data.length, mostRows);
  return at * size < total ? at + 1 : undefined;
}

function nextCursor(kind: 'last_id' | 'first_id', { input, page, position, hasFresh }: PageRead): string | undefined {
  if (Reflect.get(page, 'has_more') !== true) return undefined;
  const rows = kind === 'first_id' ? page.data.toReversed() : page.data;
  const end = rows.at(-1);
  const timeField = kind === 'first_id' ? 'created_at' : sortedBy(input);
  const overlapping = idOf(rows.findLast((row) => fieldOf(row, timeField) !== fieldOf(end, timeField)));
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

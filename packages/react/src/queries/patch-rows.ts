import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { listFilter } from './list-filter.ts';

type Row = { readonly id: string };
type Page<Item> = { readonly data: readonly Item[] };

/** What the cache holds of rows: a page of a list, its pages, or one row alone. */
export type Cached<Item> = Page<Item> | InfiniteData<Page<Item>, unknown> | Item;

/** Where the cache holds rows. */
export interface RowPlaces {
  /** The key of the lists that hold them. */
  readonly lists: readonly unknown[];
  /** The key of a row's own query, where there is one whose answer is the row. */
  readonly own?: (id: string) => readonly unknown[];
}

/**
 * Changes rows in every list of the cache, and in their own queries.
 *
 * @param change answers the fields that change
 * @returns undoes it, for all rows or for some: a field goes back to what it was unless it was changed again meanwhile
 */
export function patchRows<Item extends Row>(
  client: QueryClient,
  { lists, own }: RowPlaces,
  ids: readonly string[],
  change: (row: Item) => Partial<Item>,
): (ids?: readonly string[]) => void {
  const chosen = new Set(ids);
  const held: { queryKey: readonly unknown[]; id: string; before: Item; written: Partial<Item> }[] = [];
  const queries = [
    ...client.getQueryCache().findAll(listFilter(lists)),
    ...ids.flatMap((id) => client.getQueryCache().find({ queryKey: own?.(id) ?? [], exact: true }) ?? []),
  ];
  for (const { queryKey } of queries) {
    client.setQueryData<Cached<Item>>(queryKey, (data) =>
      mapRows(data, (row) => {
        if (!chosen.has(row.id)) return row;
        const written = change(row);
        held.push({ queryKey, id: row.id, before: row, written });
        return { ...row, ...written };
      }),
    );
  }
  return (some = ids) => {
    const undone = new Set(some);
    for (const { queryKey, id, before, written } of held) {
      if (!undone.has(id)) continue;
      client.setQueryData<Cached<Item>>(queryKey, (data) =>
        mapRows(data, (row) => (row.id === id ? unwritten(row, before, written) : row)),
      );
    }
  };
}

function mapRows<Item extends Row>(
  data: Cached<Item> | undefined,
  change: (row: Item) => Item,
): Cached<Item> | undefined {
  if (data === undefined) return undefined;
  const ofPage = <One extends Page<Item>>(page: One): One => ({ ...page, data: page.data.map(change) });
  if ('pages' in data && Array.isArray(data.pages)) return { ...data, pages: data.pages.map(ofPage) };
  if ('data' in data && Array.isArray(data.data)) return { ...data, data: data.data.map(change) };
  return 'id' in data ? change(data) : data;
}

/** The rows of what the cache holds. */
export function rowsIn<Item extends Row>(data: Cached<Item> | undefined): Item[] {
  const rows: Item[] = [];
  mapRows(data, (row) => {
    rows.push(row);
    return row;
  });
  return rows;
}

function unwritten<Item extends Row>(row: Item, before: Item, written: Partial<Item>): Item {
  const mine = Object.entries(written).filter(([name, value]) => Object.is(Reflect.get(row, name), value));
  return { ...row, ...Object.fromEntries(mine.map(([name]) => [name, Reflect.get(before, name)])) };
}

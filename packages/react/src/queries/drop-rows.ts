import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { listFilter } from './list-filter.ts';

type Row = { readonly id: string };
type Page = { readonly data: readonly Row[]; readonly total?: number };

/**
 * Takes rows out of every list of the cache, and off its total.
 *
 * @returns puts those that are still missing back where they were, for all rows or for some
 */
export function dropRows(
  client: QueryClient,
  lists: readonly unknown[],
  ids: readonly string[],
): (ids?: readonly string[]) => void {
  const gone = new Set(ids);
  const held: { queryKey: readonly unknown[]; page: number; at: number; row: Row }[] = [];
  for (const { queryKey } of client.getQueryCache().findAll(listFilter(lists))) {
    changePages(client, queryKey, (page, number) => {
      for (const [at, row] of page.data.entries()) if (gone.has(row.id)) held.push({ queryKey, page: number, at, row });
      return withRowsOf(
        page,
        page.data.filter(({ id }) => !gone.has(id)),
      );
    });
  }
  return (some = ids) => {
    const wanted = new Set(some);
    for (const { queryKey, page: number, at, row } of held) {
      if (!wanted.has(row.id)) continue;
      changePages(client, queryKey, (page, current) =>
        current !== number || page.data.some(({ id }) => id === row.id)
          ? page
          : withRowsOf(page, page.data.toSpliced(at, 0, row)),
      );
    }
  };
}

function withRowsOf(page: Page, data: readonly Row[]): Page {
  const more = data.length - page.data.length;
  return more === 0 ? page : { ...page, data, ...(page.total === undefined ? {} : { total: page.total + more }) };
}

function changePages(client: QueryClient, queryKey: readonly unknown[], change: (page: Page, number: number) => Page) {
  client.setQueryData<Page | InfiniteData<Page>>(queryKey, (data) => {
    if (data === undefined) return undefined;
    return 'pages' in data ? { ...data, pages: data.pages.map(change) } : change(data, 0);
  });
}

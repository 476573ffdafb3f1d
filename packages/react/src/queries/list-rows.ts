import type { ListPage, PagePosition } from '@dify-oapi/core';
import type { InfiniteData } from '@tanstack/react-query';

/** The pages of a list with all their rows. */
export interface Listed<Page extends ListPage> extends InfiniteData<Page, PagePosition> {
  /** The rows of all pages, each once. */
  readonly rows: readonly Page['data'][number][];
}

/** Adds the rows in the order of the pages. */
export function withRows<Page extends ListPage>(data: InfiniteData<Page, PagePosition>): Listed<Page> {
  return { ...data, rows: distinctRows(data.pages) };
}

/** Adds the rows of a list that goes back in time: the last page read holds the oldest. */
export function withOlderRows<Page extends ListPage>(data: InfiniteData<Page, PagePosition>): Listed<Page> {
  return { ...data, rows: distinctRows(data.pages.toReversed()) };
}

/** Pages overlap when rows come and go between two reads, and by rows of one second. */
function distinctRows<Page extends ListPage>(pages: readonly Page[]): Page['data'][number][] {
  const byId = new Map<unknown, Page['data'][number]>();
  for (const page of pages) {
    for (const row of page.data) {
      const id = idOf(row);
      if (!byId.has(id)) byId.set(id, row);
    }
  }
  return [...byId.values()];
}

/** What tells one row from another: its `id`, else itself. */
export function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null ? (Reflect.get(row, 'id') ?? row) : row;
}

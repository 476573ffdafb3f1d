import type { Query } from '@tanstack/react-query';

/**
 * Keeps the rows of the page before while another page of the same list is read. Rows of another list, e.g. of another
 * knowledge base, are never shown in their place.
 *
 * @param queryKey the key of the query that the rows shall stand in for
 */
export function keepPreviousPage(queryKey: readonly unknown[]) {
  const path = pathOf(queryKey);
  return <Data>(previous: Data | undefined, query: Pick<Query, 'queryKey'> | undefined): Data | undefined =>
    query !== undefined && pathOf(query.queryKey) === path ? previous : undefined;
}

/** The words of a key without what was asked for beside the path. */
function pathOf(queryKey: readonly unknown[]): string {
  return queryKey.filter((part) => typeof part === 'string').join('/');
}

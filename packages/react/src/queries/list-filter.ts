import type { QueryFilters } from '@tanstack/react-query';

/** Matches the queries of a list, whatever its page, and none of the things below it, whose ids go on in the key. */
export function listFilter(listKey: readonly unknown[]): QueryFilters {
  return { queryKey: listKey, predicate: ({ queryKey }) => typeof queryKey[listKey.length] !== 'string' };
}

import {
  type DifyClient,
  firstPage,
  type ListPage,
  nextPage,
  type PagedEndpoint,
  type PagePosition,
} from '@dify-oapi/core';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { idOf, type Listed, withOlderRows, withRows } from './list-rows.ts';
import { scopedKey } from './scoped-key.ts';

/** The end of the key of a list that is kept page after page. No input looks like it. */
const pageAfterPage = { pages: 'all' } as const;

/**
 * What TanStack Query needs to read a list page after page. Beside its pages the data holds `rows`: all of them in one
 * list, each once, however the pages overlap. `page` in the input is where it begins.
 *
 * @example useInfiniteQuery(endpointInfiniteQuery(useDify(), documents.list, { dataset_id, limit: 50 }))
 * @throws TypeError for a list that comes whole: read it with `endpointQuery`
 */
export function endpointInfiniteQuery<Input extends object, Output extends ListPage>(
  dify: DifyClient,
  endpoint: PagedEndpoint<Input, Output>,
  input: Input,
) {
  const kind = endpoint.pages;
  if (kind === 'whole') {
    throw new TypeError(`${endpoint.operationId} answers all rows at once. Read it with endpointQuery.`);
  }
  return infiniteQueryOptions<Output, Error, Listed<Output>, readonly unknown[], PagePosition>({
    queryKey: [...scopedKey(dify, endpoint, input), pageAfterPage],
    queryFn: ({ pageParam, signal }) =>
      dify.request(endpoint, pageParam === null ? input : { ...input, [kind]: pageParam }, { signal }),
    initialPageParam: firstPage(kind, input),
    getNextPageParam: (page, pages, position) =>
      nextPage(kind, { input, page, position, hasFresh: hasFresh(page, pages.slice(0, -1)) }),
    select: kind === 'first_id' ? withOlderRows : withRows,
    retry: false,
  });
}

/** Whether a page holds a row that no page before it had. */
function hasFresh(page: ListPage, before: readonly ListPage[]): boolean {
  const held = new Set(before.flatMap(({ data }) => data.map(idOf)));
  return page.data.some((row) => !held.has(idOf(row)));
}

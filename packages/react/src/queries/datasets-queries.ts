import type { Dataset, DifyClient, ListDatasets } from '@dify-oapi/core';
import { datasets } from '@dify-oapi/core/endpoints';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { endpointInfiniteQuery } from './endpoint-infinite-query.ts';
import { endpointQuery } from './endpoint-query.ts';
import { keepPreviousPage } from './keep-previous-page.ts';
import { knowledgeKeys } from './knowledge-keys.ts';
import { listFilter } from './list-filter.ts';
import { type Cached, rowsIn } from './patch-rows.ts';

/** A page of the knowledge bases that the key may see. The page before stays while another is read. */
export function datasetsQuery(dify: DifyClient, input: ListDatasets = {}) {
  const options = endpointQuery(dify, datasets.list, input);
  return queryOptions({ ...options, placeholderData: keepPreviousPage(options.queryKey) });
}

/** The knowledge bases, page after page. */
export function infiniteDatasetsQuery(dify: DifyClient, input: ListDatasets = {}) {
  return endpointInfiniteQuery(dify, datasets.list, input);
}

/**
 * One knowledge base.
 *
 * @param client where a list that holds it may be, to show it from until its own answer is there
 */
export function datasetQuery(dify: DifyClient, dataset_id: string, client?: QueryClient) {
  return queryOptions({
    ...endpointQuery(dify, datasets.get, { dataset_id }),
    placeholderData: () => client && datasetInLists(client, dify, dataset_id),
  });
}

function datasetInLists(client: QueryClient, dify: DifyClient, dataset_id: string): Dataset | undefined {
  const lists = client.getQueriesData<Cached<Dataset>>(listFilter(knowledgeKeys.datasets(dify)));
  return lists.flatMap(([, data]) => rowsIn(data)).find(({ id }) => id === dataset_id);
}

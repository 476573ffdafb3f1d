import type { DifyClient, Endpoint } from '@dify-oapi/core';
import { queryOptions } from '@tanstack/react-query';
import { scopedKey } from './scoped-key.ts';

/**
 * What TanStack Query needs to read an endpoint and keep its answer. The key is the client's scope and the URL's segments;
 * the client retries by itself, so the query does not.
 *
 * @example useQuery({ ...endpointQuery(useDify(), datasets.get, { dataset_id }), staleTime: 60_000 })
 */
export function endpointQuery<Input extends object, Output>(
  dify: DifyClient,
  endpoint: Endpoint<Input, Output>,
  input: Input,
) {
  return queryOptions<Output, Error, Output, readonly unknown[]>({
    queryKey: scopedKey(dify, endpoint, input),
    queryFn: ({ signal }) => dify.request(endpoint, input, { signal }),
    retry: false,
  });
}

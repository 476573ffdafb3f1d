import type { DifyClient, GetSegment, ListChildChunks, ListSegments } from '@dify-oapi/core';
import { childChunks, segments } from '@dify-oapi/core/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { endpointInfiniteQuery } from './endpoint-infinite-query.ts';
import { endpointQuery } from './endpoint-query.ts';
import { keepPreviousPage } from './keep-previous-page.ts';

/** A page of a document's chunks, in their order. The page before stays while another is read. */
export function segmentsQuery(dify: DifyClient, input: ListSegments) {
  const options = endpointQuery(dify, segments.list, input);
  return queryOptions({ ...options, placeholderData: keepPreviousPage(options.queryKey) });
}

/** A document's chunks, page after page. */
export function infiniteSegmentsQuery(dify: DifyClient, input: ListSegments) {
  return endpointInfiniteQuery(dify, segments.list, input);
}

/** One chunk. */
export function segmentQuery(dify: DifyClient, input: GetSegment) {
  return endpointQuery(dify, segments.get, input);
}

/** A page of a chunk's children. The page before stays while another is read. */
export function childChunksQuery(dify: DifyClient, input: ListChildChunks) {
  const options = endpointQuery(dify, childChunks.list, input);
  return queryOptions({ ...options, placeholderData: keepPreviousPage(options.queryKey) });
}

import {
  type DatasetDocument,
  type DifyClient,
  type GetDocument,
  type ListDocuments,
  pollDelay,
} from '@dify-oapi/core';
import { documents } from '@dify-oapi/core/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { endpointInfiniteQuery } from './endpoint-infinite-query.ts';
import { endpointQuery } from './endpoint-query.ts';
import { indexingBoard } from './indexing-board.ts';
import { keepPreviousPage } from './keep-previous-page.ts';

/**
 * A page of a knowledge base's documents, newest first. The page before stays while another is read. While it shows
 * documents that somebody else is having indexed, it is read again every now and then; those of this client are written
 * into it by `indexingQuery`.
 */
export function documentsQuery(dify: DifyClient, input: ListDocuments) {
  const options = endpointQuery(dify, documents.list, input);
  return queryOptions({
    ...options,
    placeholderData: keepPreviousPage(options.queryKey),
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : nextReading(dify, input.dataset_id, state.data.data, state.dataUpdatedAt),
  });
}

/** Answers the same for the same page: another number would begin the wait anew at every render. */
function nextReading(
  dify: DifyClient,
  dataset_id: string,
  rows: readonly DatasetDocument[],
  readAt: number,
): number | false {
  const board = indexingBoard(dify, dataset_id);
  const begun = rows.flatMap(({ id, indexing_status, created_at }) =>
    isUnderWay(indexing_status) && !board.covers(id) ? [created_at * 1000] : [],
  );
  if (begun.length === 0) return false;
  const elapsed = Math.max(0, readAt - Math.max(...begun));
  return pollDelay({ elapsed, unchanged: elapsed, failures: 0 }, () => 0.5);
}

function isUnderWay(indexing_status: string): boolean {
  return !['completed', 'error', 'paused'].includes(indexing_status);
}

/** A knowledge base's documents, page after page. */
export function infiniteDocumentsQuery(dify: DifyClient, input: ListDocuments) {
  return endpointInfiniteQuery(dify, documents.list, input);
}

/** A document with its rules, counts and metadata; `metadata` in the input asks for a part of it. */
export function documentQuery(dify: DifyClient, input: GetDocument) {
  return endpointQuery(dify, documents.get, input);
}

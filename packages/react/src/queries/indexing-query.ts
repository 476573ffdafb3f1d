import type { Dataset, DatasetDocument, DifyClient } from '@dify-oapi/core';
import { datasets } from '@dify-oapi/core/endpoints';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { endpointQuery } from './endpoint-query.ts';
import { type IndexingRow, type IndexingState, indexingBoard } from './indexing-board.ts';
import { knowledgeKeys } from './knowledge-keys.ts';
import { listFilter } from './list-filter.ts';
import { patchRows } from './patch-rows.ts';

/** How the indexing is watched. */
export interface IndexingOptions {
  /** Milliseconds without a change until a batch counts as stalled. @default 300_000 */
  stalledAfter?: number | undefined;
}

/**
 * How far the documents have come that this client has created or replaced in a knowledge base. Asks while something is
 * not final: every second at first, then less and less often; not at all in a hidden tab, and at once when it is shown
 * again. What it sees goes into the cached lists of documents; when documents have come to their end, the lists are read
 * again.
 */
export function indexingQuery(
  client: QueryClient,
  dify: DifyClient,
  dataset_id: string,
  options: IndexingOptions = {},
) {
  const board = indexingBoard(dify, dataset_id);
  return queryOptions<IndexingState, Error, IndexingState, readonly unknown[]>({
    queryKey: knowledgeKeys.indexing(dify, dataset_id),
    async queryFn({ signal }) {
      const ended: string[] = [];
      const onChange = (rows: readonly IndexingRow[]) => {
        writeStages(client, dify, dataset_id, rows);
        ended.push(...rows.filter(isEnded).map(({ id }) => id));
      };
      const state = await board.look({ signal, stalledAfter: options.stalledAfter, onChange });
      if (ended.length > 0) void refreshDocuments(client, dify, dataset_id, ended);
      return state;
    },
    refetchInterval: ({ state }) => (state.status === 'error' ? false : (state.data?.nextLookMs ?? false)),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Watches a batch in every view of its knowledge base. */
export function watchBatch(client: QueryClient, dify: DifyClient, dataset_id: string, batch: string): void {
  indexingBoard(dify, dataset_id).add(batch);
  void client.invalidateQueries({ queryKey: knowledgeKeys.indexing(dify, dataset_id), exact: true });
}

/**
 * Reads anew what a change of documents touches: their lists, themselves, and the counts of their knowledge base, also in
 * lists of knowledge bases that are on the screen. Other knowledge bases are not read.
 */
export async function refreshDocuments(
  client: QueryClient,
  dify: DifyClient,
  dataset_id: string,
  ids: readonly string[] = [],
): Promise<void> {
  await Promise.all([
    client.invalidateQueries(listFilter(knowledgeKeys.documents(dify, dataset_id))),
    refreshCounts(client, dify, dataset_id),
    ...ids.map((id) => client.invalidateQueries({ queryKey: knowledgeKeys.document(dify, dataset_id, id) })),
  ]);
}

async function refreshCounts(client: QueryClient, dify: DifyClient, dataset_id: string): Promise<void> {
  const lists = knowledgeKeys.datasets(dify);
  const shown = client.getQueryCache().findAll({ ...listFilter(lists), type: 'active' });
  await client.invalidateQueries({ queryKey: knowledgeKeys.dataset(dify, dataset_id), exact: true });
  if (shown.length === 0) return;
  const query = endpointQuery(dify, datasets.get, { dataset_id });
  const fresh = await client.fetchQuery({ ...query, staleTime: 1000 }).catch(() => undefined);
  if (fresh === undefined) return;
  const { document_count, word_count, total_documents, total_available_documents, indexing_technique } = fresh;
  const counts = { document_count, word_count, total_documents, total_available_documents, indexing_technique };
  patchRows<Dataset>(client, { lists }, [dataset_id], () => counts);
}

function writeStages(client: QueryClient, dify: DifyClient, dataset_id: string, rows: readonly IndexingRow[]): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  patchRows<DatasetDocument>(
    client,
    { lists: knowledgeKeys.documents(dify, dataset_id) },
    [...byId.keys()],
    ({ id, display_status, error, indexing_status }) => {
      const row = byId.get(id);
      const shown = displayed[row?.indexing_status ?? ''];
      return {
        indexing_status: row?.indexing_status ?? indexing_status,
        error: row?.error ?? error,
        display_status: shown ?? display_status,
      };
    },
  );
}

function isEnded({ indexing_status }: IndexingRow): boolean {
  return indexing_status === 'completed' || indexing_status === 'error';
}

/** What lists call the stages. */
const displayed: Readonly<Record<string, string>> = {
  waiting: 'queuing',
  parsing: 'indexing',
  cleaning: 'indexing',
  splitting: 'indexing',
  indexing: 'indexing',
  paused: 'paused',
  error: 'error',
  completed: 'available',
};

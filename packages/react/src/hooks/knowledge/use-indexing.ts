import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDify } from '../../provider/use-dify.ts';
import { type IndexingOptions, indexingQuery, watchBatch } from '../../queries/indexing-query.ts';

/**
 * How far the documents have come that were created or replaced with this client in a knowledge base, by batch. Asks
 * while something is not final, whichever view began it, and keeps the lists of documents up to date.
 */
export function useIndexingWatcher(dataset_id: string, options: IndexingOptions = {}) {
  return useQuery(indexingQuery(useQueryClient(), useDify(), dataset_id, options));
}

/**
 * How far one batch has come, from whichever client; `data` is `null` before the first look.
 *
 * @param batch what creating or replacing a document answered
 */
export function useIndexingStatus(dataset_id: string, batch: string, options: IndexingOptions = {}) {
  const client = useQueryClient();
  const dify = useDify();
  useEffect(() => watchBatch(client, dify, dataset_id, batch), [client, dify, dataset_id, batch]);
  return useQuery({
    ...indexingQuery(client, dify, dataset_id, options),
    select: ({ batches }) => batches[batch] ?? null,
  });
}

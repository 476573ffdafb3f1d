import { useSyncExternalStore } from 'react';
import { useDify } from '../../provider/use-dify.ts';
import { retrievalStore } from './retrieval-store.ts';
import { type DatasetChanges, useUpdateDataset } from './use-dataset-mutations.ts';

/**
 * Searches a knowledge base, with other settings than its own where wanted, and keeps the session's searches. A new search
 * takes the one before back.
 */
export function useRetrieval(dataset_id: string) {
  const store = retrievalStore(useDify(), dataset_id);
  const history = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const update = useUpdateDataset(dataset_id);
  const run = history[0];
  const answered = history.find(({ status }) => status === 'success');
  return {
    /** The latest search; `undefined` when there was none. */
    run,
    /** What the latest search that succeeded found. It stays while the next one is under way. */
    answer: answered?.answer,
    isPending: run?.status === 'pending',
    /** Why the latest search failed. */
    error: run?.error ?? null,
    /** The session's searches, the newest first. */
    history,
    search: store.search,
    cancel: store.cancel,
    clear: store.clear,
    /** Makes settings of a search those of the knowledge base. */
    saveAsDefault: (retrieval_model: NonNullable<DatasetChanges['retrieval_model']>) =>
      update.mutateAsync({ retrieval_model }),
  };
}

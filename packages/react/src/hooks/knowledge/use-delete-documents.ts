import { documents } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useDify } from '../../provider/use-dify.ts';
import { dropRows } from '../../queries/drop-rows.ts';
import { refreshDocuments } from '../../queries/indexing-query.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { knowledgePace } from './knowledge-pace.ts';
import { type ItemOutcome, runItems } from './run-items.ts';

/** How documents are deleted. */
export interface DeleteDocumentsOptions {
  /** Calls at once. @default 3 */
  concurrency?: number | undefined;
}

/**
 * Deletes documents, each by a call of its own, for Dify has none for many. `items` tells how each fares; `cancel` leaves
 * what has not begun. The mutation itself rejects for nobody's sake: look at the outcomes.
 */
export function useDeleteDocuments(dataset_id: string, { concurrency = 3 }: DeleteDocumentsOptions = {}) {
  const dify = useDify();
  const client = useQueryClient();
  const pace = knowledgePace(dify);
  const [items, setItems] = useState<readonly ItemOutcome[]>([]);
  const [controller, setController] = useState<AbortController | null>(null);
  const waitsUntil = useSyncExternalStore(pace.subscribe, pace.waitsUntil, () => null);
  const lists = knowledgeKeys.documents(dify, dataset_id);

  const mutation = useMutation({
    mutationKey: [...lists, 'delete'],
    mutationFn: ({ document_ids, signal }: { document_ids: readonly string[]; signal: AbortSignal }) =>
      runItems(
        document_ids,
        async (document_id) => {
          await pace.run(() => dify.request(documents.delete, { dataset_id, document_id }), signal);
          client.removeQueries({ queryKey: knowledgeKeys.document(dify, dataset_id, document_id) });
          dropRows(client, lists, [document_id]);
        },
        { concurrency, signal, onChange: setItems },
      ),
    onSettled: () => refreshDocuments(client, dify, dataset_id),
  });

  return {
    ...mutation,
    /** How each document fares, in the order in which they were given. */
    items,
    /** Unix milliseconds until which the server's limit of the rate is waited out; `null` when it is not. */
    waitsUntil,
    /** Deletes documents. Answers how each fared. */
    run(document_ids: readonly string[]): Promise<readonly ItemOutcome[]> {
      const next = new AbortController();
      setController(next);
      return mutation.mutateAsync({ document_ids, signal: next.signal });
    },
    /** Leaves what has not begun; what is deleted stays so. */
    cancel: () => controller?.abort(),
  };
}

import {
  APIError,
  BadRequestError,
  type DatasetDocument,
  type DifyClient,
  type SetDocumentStatus,
} from '@dify-oapi/core';
import { documents } from '@dify-oapi/core/endpoints';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { refreshDocuments } from '../../queries/indexing-query.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { listFilter } from '../../queries/list-filter.ts';
import { type Cached, patchRows, rowsIn } from '../../queries/patch-rows.ts';
import { inTurn } from './in-turn.ts';
import { knowledgePace } from './knowledge-pace.ts';

type Action = SetDocumentStatus['action'];

/** Documents, one or many, and what becomes of them. */
export interface DocumentStatusChange {
  action: Action;
  document_ids: readonly string[];
}

/** How each of the documents fared. */
export interface DocumentStatusOutcome {
  readonly done: readonly string[];
  readonly failed: readonly { readonly document_id: string; readonly error: Error }[];
}

/**
 * Enables, disables, archives or restores documents. Rows show it at once; those that Dify refuses go back, the others stay.
 * Dify does all of a call or nothing: when one document stands in the way, each is tried alone. Rejects when nothing was
 * done, with the first document's error.
 */
export function useDocumentStatus(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const lists = knowledgeKeys.documents(dify, dataset_id);
  const mutationKey = [...lists, 'status'];
  return useMutation({
    mutationKey,
    mutationFn: ({ action, document_ids }: DocumentStatusChange) =>
      inTurn(dify, `${dataset_id}/status`, () =>
        setStatus(dify, dataset_id, action, document_ids, indexingIds(client, lists)),
      ),
    async onMutate({ action, document_ids }) {
      const own = (id: string) => knowledgeKeys.document(dify, dataset_id, id);
      await Promise.all([
        client.cancelQueries(listFilter(lists)),
        ...document_ids.map((id) => client.cancelQueries({ queryKey: own(id) })),
      ]);
      return patchRows<DatasetDocument>(client, { lists, own }, document_ids, (row) => statusAfter(row, action));
    },
    onSuccess: ({ failed }, _change, undo) => undo(failed.map(({ document_id }) => document_id)),
    onError: (_error, _change, undo) => undo?.(),
    async onSettled(_outcome, _error, { document_ids }) {
      if (client.isMutating({ mutationKey }) <= 1) await refreshDocuments(client, dify, dataset_id, document_ids);
    },
  });
}

/** The fields of a row that an action changes. */
function statusAfter(row: DatasetDocument, action: Action): Partial<DatasetDocument> {
  const enabled = action === 'enable' || (action !== 'disable' && row.enabled);
  const archived = action === 'archive' || (action !== 'un_archive' && row.archived);
  const shown = archived ? 'archived' : enabled ? 'available' : 'disabled';
  return { enabled, archived, ...(row.indexing_status === 'completed' ? { display_status: shown } : {}) };
}

async function setStatus(
  dify: DifyClient,
  dataset_id: string,
  action: Action,
  ids: readonly string[],
  indexing: ReadonlySet<string>,
): Promise<DocumentStatusOutcome> {
  const send = (document_ids: string[]) =>
    patiently(() =>
      knowledgePace(dify).run(() => dify.request(documents.setStatus, { dataset_id, action, document_ids })),
    );
  // One that is being indexed would have the whole call refused.
  const settled = ids.filter((id) => !indexing.has(id));
  const alone = ids.filter((id) => indexing.has(id));
  const done: string[] = [];
  const failed: { document_id: string; error: Error }[] = [];
  try {
    if (settled.length > 0) await send(settled);
    done.push(...settled);
  } catch (error) {
    if (!(error instanceof BadRequestError) || ids.length === 1) throw error;
    alone.unshift(...settled);
  }
  for (const id of alone) {
    try {
      await send([id]);
      done.push(id);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      failed.push({ document_id: id, error });
    }
  }
  const [first] = failed;
  if (done.length === 0 && first !== undefined) throw first.error;
  return { done, failed };
}

/** A document is locked for some seconds after each action: the same call succeeds when the lock is off. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const wait of [1000, 2000, 3000]) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BadRequestError) || !/try again later/i.test(error.reason)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return work();
}

/** The documents that the lists show as not yet indexed. */
function indexingIds(client: QueryClient, lists: readonly unknown[]): ReadonlySet<string> {
  const rows = client
    .getQueriesData<Cached<DatasetDocument>>(listFilter(lists))
    .flatMap(([, data]) => rowsIn<DatasetDocument>(data));
  return new Set(rows.filter((row) => row.indexing_status !== 'completed').map(({ id }) => id));
}

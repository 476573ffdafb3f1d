import type { CreateDataset, Dataset, UpdateDataset } from '@dify-oapi/core';
import { datasets } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { listFilter } from '../../queries/list-filter.ts';
import { patchRows } from '../../queries/patch-rows.ts';

/** What of a knowledge base can be changed. */
export interface DatasetChanges extends Omit<UpdateDataset, 'dataset_id'> {}

/** Creates a knowledge base; the lists are read again. A taken name rejects with a ConflictError. */
export function useCreateDataset() {
  const dify = useDify();
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...knowledgeKeys.datasets(dify), 'create'],
    mutationFn: (input: CreateDataset) => dify.request(datasets.create, input),
    onSuccess: () => client.invalidateQueries(listFilter(knowledgeKeys.datasets(dify))),
  });
}

/**
 * Changes a knowledge base. Name, description and permission show at once, and go back when Dify refuses; what depends on
 * the server, such as models and the way of indexing, shows when it has answered. Changes made in haste are sent one after
 * the other: the last one stays.
 */
export function useUpdateDataset(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const mutationKey = [...knowledgeKeys.dataset(dify, dataset_id), 'update'];
  const lists = knowledgeKeys.datasets(dify);
  const own = () => knowledgeKeys.dataset(dify, dataset_id);
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join('/') },
    mutationFn: (changes: DatasetChanges) => dify.request(datasets.update, { ...changes, dataset_id }),
    async onMutate({ name, description, permission }: DatasetChanges) {
      await Promise.all([
        client.cancelQueries(listFilter(lists)),
        client.cancelQueries({ queryKey: own(), exact: true }),
      ]);
      return patchRows<Dataset>(client, { lists, own }, [dataset_id], () => ({
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(permission === undefined ? {} : { permission }),
      }));
    },
    onError: (_error, _changes, undo) => undo?.(),
    async onSettled() {
      if (client.isMutating({ mutationKey }) > 1) return;
      await Promise.all([
        client.invalidateQueries(listFilter(lists)),
        client.invalidateQueries({ queryKey: own(), exact: true }),
      ]);
    },
  });
}

/** Deletes a knowledge base with all that is in it, here too. Takes its id. */
export function useDeleteDataset() {
  const dify = useDify();
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...knowledgeKeys.datasets(dify), 'delete'],
    mutationFn: (dataset_id: string) => dify.request(datasets.delete, { dataset_id }),
    async onSuccess(_answer, dataset_id) {
      const below = { queryKey: knowledgeKeys.dataset(dify, dataset_id) };
      await client.cancelQueries(below);
      client.removeQueries(below);
      await Promise.all([
        client.invalidateQueries(listFilter(knowledgeKeys.datasets(dify))),
        client.invalidateQueries({ queryKey: knowledgeKeys.tags(dify) }),
      ]);
    },
  });
}

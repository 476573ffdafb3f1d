import type { Dataset, DatasetTags } from '@dify-oapi/core';
import { tags } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { listFilter } from '../../queries/list-filter.ts';
import { patchRows } from '../../queries/patch-rows.ts';
import { inTurn } from './in-turn.ts';

type Tag = DatasetTags['data'][number];

/** Tags to put on a knowledge base or to take off it. */
export interface TagBinding {
  dataset_id: string;
  /** With their names, so that they can be shown before Dify answers. */
  tags: readonly Pick<Tag, 'id' | 'name'>[];
}

/** Creates, renames and deletes the workspace's tags, and binds them to knowledge bases; bindings show at once. */
export function useTagMutations() {
  const dify = useDify();
  const client = useQueryClient();
  const key = knowledgeKeys.tags(dify);
  const refreshTags = () => client.invalidateQueries({ queryKey: key });
  const refreshAll = () =>
    Promise.all([refreshTags(), client.invalidateQueries(listFilter(knowledgeKeys.datasets(dify)))]);

  /** Shows other tags on a knowledge base, wherever it stands. */
  async function show(dataset_id: string, change: (tags: readonly Tag[]) => Tag[]): Promise<() => void> {
    const own = () => knowledgeKeys.dataset(dify, dataset_id);
    const lists = knowledgeKeys.datasets(dify);
    const ofDataset = knowledgeKeys.datasetTags(dify, dataset_id);
    await Promise.all([
      client.cancelQueries({ queryKey: own(), exact: true }),
      client.cancelQueries({ queryKey: ofDataset }),
      client.cancelQueries(listFilter(lists)),
    ]);
    const undo = patchRows<Dataset>(client, { lists, own }, [dataset_id], (row) => ({ tags: change(row.tags ?? []) }));
    const before = client.getQueryData<DatasetTags>(ofDataset);
    const written = before && { ...before, data: change(before.data) };
    client.setQueryData<DatasetTags>(ofDataset, written);
    return () => {
      undo();
      client.setQueryData<DatasetTags>(ofDataset, (now) => (now === written ? before : now));
    };
  }
  const refreshBound = (_answer: unknown, _error: unknown, { dataset_id }: TagBinding) =>
    Promise.all([
      refreshTags(),
      client.invalidateQueries({ queryKey: knowledgeKeys.datasetTags(dify, dataset_id) }),
      client.invalidateQueries({ queryKey: knowledgeKeys.dataset(dify, dataset_id), exact: true }),
      client.invalidateQueries(listFilter(knowledgeKeys.datasets(dify))),
    ]);
  const turnOf = (dataset_id: string) => `${dataset_id}/tags`;

  const create = useMutation({
    mutationKey: [...key, 'create'],
    mutationFn: (name: string) => dify.request(tags.create, { name }),
    onSuccess: refreshTags,
  });
  const rename = useMutation({
    mutationKey: [...key, 'rename'],
    mutationFn: ({ tag_id, name }: { tag_id: string; name: string }) =>
      inTurn(dify, `tag ${tag_id}`, () => dify.request(tags.update, { tag_id, name })),
    onSettled: refreshAll,
  });
  const remove = useMutation({
    mutationKey: [...key, 'delete'],
    mutationFn: (tag_id: string) => dify.request(tags.delete, { tag_id }),
    onSettled: refreshAll,
  });
  const bind = useMutation({
    mutationKey: [...key, 'bind'],
    mutationFn: ({ dataset_id, tags: added }: TagBinding) =>
      inTurn(dify, turnOf(dataset_id), () =>
        dify.request(tags.bind, { target_id: dataset_id, tag_ids: added.map(({ id }) => id) }),
      ),
    onMutate: ({ dataset_id, tags: added }) =>
      show(dataset_id, (held) => [...held.filter(({ id }) => !added.some((tag) => tag.id === id)), ...added]),
    onError: (_error, _input, undo) => undo?.(),
    onSettled: refreshBound,
  });
  const unbind = useMutation({
    mutationKey: [...key, 'unbind'],
    // One call a tag, by `tag_id`: the only form that servers of every age take.
    mutationFn: ({ dataset_id, tags: taken }: TagBinding) =>
      inTurn(dify, turnOf(dataset_id), async () => {
        for (const { id } of taken) await dify.request(tags.unbind, { target_id: dataset_id, tag_id: id });
      }),
    onMutate: ({ dataset_id, tags: taken }) =>
      show(dataset_id, (held) => held.filter(({ id }) => !taken.some((tag) => tag.id === id))),
    onError: (_error, _input, undo) => undo?.(),
    onSettled: refreshBound,
  });

  return { create, rename, remove, bind, unbind };
}

import type { ConfigureAnnotationReply, CreateAnnotation, UpdateAnnotation } from '@dify-oapi/core';
import { annotations } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { dropRows } from '../../queries/drop-rows.ts';
import { listFilter } from '../../queries/list-filter.ts';
import { scopedKey } from '../../queries/scoped-key.ts';
import { inTurn } from './in-turn.ts';

/**
 * Adds, changes and deletes an app's annotations, and switches annotation replies on and off, which starts a job: see
 * `useAnnotationReplyJob`. A deletion shows at once, and goes back when Dify refuses.
 */
export function useAnnotationMutations() {
  const dify = useDify();
  const client = useQueryClient();
  const lists = scopedKey(dify, annotations.list, {});
  const mutationKey = [...lists, 'write'];
  const refresh = async () => {
    if (client.isMutating({ mutationKey }) <= 1) await client.invalidateQueries(listFilter(lists));
  };
  const create = useMutation({
    mutationKey,
    mutationFn: (input: CreateAnnotation) => dify.request(annotations.create, input),
    onSettled: refresh,
  });
  const update = useMutation({
    mutationKey,
    mutationFn: (input: UpdateAnnotation) =>
      inTurn(dify, input.annotation_id, () => dify.request(annotations.update, input)),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationKey,
    mutationFn: (annotation_id: string) => dify.request(annotations.delete, { annotation_id }),
    async onMutate(annotation_id) {
      await client.cancelQueries(listFilter(lists));
      return dropRows(client, lists, [annotation_id]);
    },
    onError: (_error, _id, undo) => undo?.(),
    onSettled: refresh,
  });
  const configureReply = useMutation({
    mutationKey: [...lists, 'reply'],
    mutationFn: (input: ConfigureAnnotationReply) => dify.request(annotations.configureReply, input),
  });
  return { create, update, remove, configureReply };
}

import { childChunks } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { dropRows } from '../../queries/drop-rows.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { listFilter } from '../../queries/list-filter.ts';
import { inTurn } from './in-turn.ts';

/** Adds, rewrites and deletes the children of a chunk. A deletion shows at once, and goes back when Dify refuses. */
export function useChildChunkMutations(dataset_id: string, document_id: string, segment_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const parent = { dataset_id, document_id, segment_id };
  const lists = knowledgeKeys.childChunks(dify, dataset_id, document_id, segment_id);
  const mutationKey = [...lists, 'write'];

  /** The children stand in their parent's own answer and in its list too. */
  const refresh = async () => {
    if (client.isMutating({ mutationKey }) > 1) return;
    await Promise.all([
      client.invalidateQueries({ queryKey: knowledgeKeys.segment(dify, dataset_id, document_id, segment_id) }),
      client.invalidateQueries(listFilter(knowledgeKeys.segments(dify, dataset_id, document_id))),
    ]);
  };

  const create = useMutation({
    mutationKey,
    mutationFn: (content: string) => dify.request(childChunks.create, { ...parent, content }),
    onSettled: refresh,
  });
  const update = useMutation({
    mutationKey,
    mutationFn: ({ child_chunk_id, content }: { child_chunk_id: string; content: string }) =>
      inTurn(dify, child_chunk_id, () => dify.request(childChunks.update, { ...parent, child_chunk_id, content })),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationKey,
    mutationFn: (child_chunk_id: string) =>
      inTurn(dify, child_chunk_id, () => dify.request(childChunks.delete, { ...parent, child_chunk_id })),
    async onMutate(child_chunk_id) {
      await client.cancelQueries(listFilter(lists));
      return dropRows(client, lists, [child_chunk_id]);
    },
    onError: (_error, _id, undo) => undo?.(),
    onSettled: refresh,
  });

  return { create, update, remove };
}

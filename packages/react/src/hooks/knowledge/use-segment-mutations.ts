import type { CreateSegments, Segment, UpdateSegment } from '@dify-oapi/core';
import { segments } from '@dify-oapi/core/endpoints';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { dropRows } from '../../queries/drop-rows.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { listFilter } from '../../queries/list-filter.ts';
import { patchRows } from '../../queries/patch-rows.ts';
import { inTurn } from './in-turn.ts';

type Changes = UpdateSegment['segment'];

/** A chunk as it is shown, and what of it changes. */
export interface SegmentChange {
  /** As a list or `useSegment` answered it: a change sends its answer along, which would be lost otherwise. */
  segment: Segment;
  changes: Changes;
}

/**
 * Adds, changes, switches and deletes the chunks of a document. A switch and a deletion show at once, and go back when Dify
 * refuses. Dify refuses to change a chunk that is disabled or being indexed; an empty list of keywords changes nothing.
 */
export function useSegmentMutations(dataset_id: string, document_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const lists = knowledgeKeys.segments(dify, dataset_id, document_id);
  const mutationKey = [...lists, 'write'];
  const own = (id: string) => knowledgeKeys.segment(dify, dataset_id, document_id, id);

  /** The chunk, its list, and the counts of its document. */
  const refresh = (segment_id?: string) =>
    Promise.all([
      client.invalidateQueries(listFilter(lists)),
      client.invalidateQueries({ queryKey: knowledgeKeys.document(dify, dataset_id, document_id), exact: true }),
      client.invalidateQueries(listFilter(knowledgeKeys.documents(dify, dataset_id))),
      ...(segment_id === undefined ? [] : [client.invalidateQueries({ queryKey: own(segment_id) })]),
    ]);
  const refreshAtLast = async (segment_id: string) => {
    if (client.isMutating({ mutationKey }) <= 1) await refresh(segment_id);
  };
  const send = (segment_id: string, segment: Changes) =>
    inTurn(dify, segment_id, () => dify.request(segments.update, { dataset_id, document_id, segment_id, segment }));

  const create = useMutation({
    mutationKey,
    mutationFn: (added: CreateSegments['segments']) =>
      dify.request(segments.create, { dataset_id, document_id, segments: added }),
    onSuccess: () => refresh(),
  });
  const update = useMutation({
    mutationKey,
    mutationFn: ({ segment, changes }: SegmentChange) =>
      send(segment.id, { ...(segment.answer ? { answer: segment.answer } : {}), ...changes }),
    onSettled: (_answer, _error, { segment }) => refreshAtLast(segment.id),
  });
  const setEnabled = useMutation({
    mutationKey,
    // Sent alone, `enabled` would erase the answer of a chunk of questions and answers.
    mutationFn: ({ segment, enabled }: { segment: Segment; enabled: boolean }) =>
      send(segment.id, {
        enabled,
        content: segment.content,
        ...(segment.answer ? { answer: segment.answer } : {}),
        ...(segment.keywords?.length ? { keywords: segment.keywords } : {}),
      }),
    async onMutate({ segment, enabled }) {
      await client.cancelQueries(listFilter(lists));
      return patchRows<Segment>(client, { lists }, [segment.id], () => ({ enabled }));
    },
    onError: (_error, _input, undo) => undo?.(),
    onSettled: (_answer, _error, { segment }) => refreshAtLast(segment.id),
  });
  const remove = useMutation({
    mutationKey,
    mutationFn: (segment_id: string) =>
      inTurn(dify, segment_id, () => dify.request(segments.delete, { dataset_id, document_id, segment_id })),
    async onMutate(segment_id) {
      await client.cancelQueries(listFilter(lists));
      return dropRows(client, lists, [segment_id]);
    },
    onError: (_error, _segment_id, undo) => undo?.(),
    onSuccess: (_answer, segment_id) => client.removeQueries({ queryKey: own(segment_id) }),
    onSettled: async () => {
      if (client.isMutating({ mutationKey }) <= 1) await refresh();
    },
  });

  return { create, update, setEnabled, remove };
}

import type { CreateMetadataField, MetadataFields, UpdateDocumentMetadata } from '@dify-oapi/core';
import { metadata } from '@dify-oapi/core/endpoints';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { refreshDocuments } from '../../queries/indexing-query.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { builtInMetadataQuery, metadataFieldsQuery } from '../../queries/metadata-queries.ts';
import { inTurn } from './in-turn.ts';

/** The metadata fields of a knowledge base, and how often each is used. */
export function useMetadataFields(dataset_id: string) {
  return useQuery(metadataFieldsQuery(useDify(), dataset_id));
}

/** Adds, renames and deletes the metadata fields of a knowledge base. */
export function useMetadataFieldMutations(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const key = knowledgeKeys.metadataFields(dify, dataset_id);
  const mutationKey = [...key, 'write'];
  /** Documents show the names and values of their fields. */
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: knowledgeKeys.documents(dify, dataset_id) }),
      client.invalidateQueries({ queryKey: knowledgeKeys.dataset(dify, dataset_id), exact: true }),
    ]);
  const create = useMutation({
    mutationKey,
    mutationFn: (field: Omit<CreateMetadataField, 'dataset_id'>) =>
      dify.request(metadata.create, { ...field, dataset_id }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  const rename = useMutation({
    mutationKey,
    mutationFn: ({ metadata_id, name }: { metadata_id: string; name: string }) =>
      inTurn(dify, metadata_id, () => dify.request(metadata.update, { dataset_id, metadata_id, name })),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationKey,
    mutationFn: (metadata_id: string) => dify.request(metadata.delete, { dataset_id, metadata_id }),
    onSuccess: refresh,
  });
  return { create, rename, remove };
}

/** The fields that Dify fills itself, and the switch for them, which shows at once. */
export function useBuiltInMetadata(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  const query = useQuery(builtInMetadataQuery(dify, dataset_id));
  const fields = useQuery(metadataFieldsQuery(dify, dataset_id));
  const key = knowledgeKeys.metadataFields(dify, dataset_id);
  const mutationKey = [...key, 'built-in'];
  const setEnabled = useMutation({
    mutationKey,
    scope: { id: mutationKey.join('/') },
    mutationFn: (enabled: boolean) =>
      dify.request(metadata.toggleBuiltIn, { dataset_id, action: enabled ? 'enable' : 'disable' }),
    async onMutate(enabled) {
      await client.cancelQueries({ queryKey: key, exact: true });
      const before = client.getQueryData<MetadataFields>(key);
      client.setQueryData<MetadataFields>(key, before && { ...before, built_in_field_enabled: enabled });
      return before?.built_in_field_enabled;
    },
    onError: (_error, enabled, before) =>
      client.setQueryData<MetadataFields>(key, (now) =>
        now?.built_in_field_enabled === enabled ? { ...now, built_in_field_enabled: before } : now,
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: key, exact: true }),
        client.invalidateQueries({ queryKey: knowledgeKeys.documents(dify, dataset_id) }),
      ]),
  });
  return {
    ...query,
    /** Whether they are on; `undefined` until that is known. */
    isEnabled: fields.data?.built_in_field_enabled ?? undefined,
    setEnabled,
  };
}

/** New values for documents. */
export interface BulkMetadata {
  operations: readonly UpdateDocumentMetadata['operation_data'][number][];
}

/**
 * Writes metadata into documents. Values that are not listed stay as they are, unless an operation says
 * `partial_update: false`: then they are erased. Calls on one knowledge base go one after the other, for Dify refuses two
 * at once on a document.
 */
export function useBulkMetadata(dataset_id: string) {
  const dify = useDify();
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...knowledgeKeys.documents(dify, dataset_id), 'metadata'],
    mutationFn: ({ operations }: BulkMetadata) =>
      inTurn(dify, `${dataset_id}/metadata`, () =>
        dify.request(metadata.updateDocuments, {
          dataset_id,
          operation_data: operations.map((operation) => ({ partial_update: true, ...operation })),
        }),
      ),
    onSettled: (_answer, _error, { operations }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: knowledgeKeys.metadataFields(dify, dataset_id), exact: true }),
        refreshDocuments(
          client,
          dify,
          dataset_id,
          operations.map(({ document_id }) => document_id),
        ),
      ]),
  });
}

import type { DifyClient } from '@dify-oapi/core';
import { childChunks, datasets, documents, metadata, segments, tags } from '@dify-oapi/core/endpoints';
import { scopedKey } from './scoped-key.ts';

/**
 * The cache keys of knowledge, one below the other as in the addresses: `dataset` covers a knowledge base with all its
 * documents, `document` a document with all its chunks. Keys of lists cover what is in them too; `listFilter` leaves
 * that out.
 *
 * @example queryClient.invalidateQueries({ queryKey: knowledgeKeys.dataset(dify, dataset_id) })
 */
export const knowledgeKeys = {
  datasets: (dify: DifyClient) => scopedKey(dify, datasets.list, {}),
  dataset: (dify: DifyClient, dataset_id: string) => scopedKey(dify, datasets.get, { dataset_id }),
  documents: (dify: DifyClient, dataset_id: string) => scopedKey(dify, documents.list, { dataset_id }),
  document: (dify: DifyClient, dataset_id: string, document_id: string) =>
    scopedKey(dify, documents.get, { dataset_id, document_id }),
  /** How far the documents have come that are being indexed. */
  indexing: (dify: DifyClient, dataset_id: string) => [...scopedKey(dify, datasets.get, { dataset_id }), 'indexing'],
  segments: (dify: DifyClient, dataset_id: string, document_id: string) =>
    scopedKey(dify, segments.list, { dataset_id, document_id }),
  segment: (dify: DifyClient, dataset_id: string, document_id: string, segment_id: string) =>
    scopedKey(dify, segments.get, { dataset_id, document_id, segment_id }),
  childChunks: (dify: DifyClient, dataset_id: string, document_id: string, segment_id: string) =>
    scopedKey(dify, childChunks.list, { dataset_id, document_id, segment_id }),
  /** The tags of the workspace. */
  tags: (dify: DifyClient) => scopedKey(dify, tags.list, {}),
  datasetTags: (dify: DifyClient, dataset_id: string) => scopedKey(dify, tags.listForDataset, { dataset_id }),
  metadataFields: (dify: DifyClient, dataset_id: string) => scopedKey(dify, metadata.list, { dataset_id }),
} as const;

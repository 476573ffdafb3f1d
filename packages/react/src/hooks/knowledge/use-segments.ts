import type { ListChildChunks, ListSegments } from '@dify-oapi/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import {
  childChunksQuery,
  infiniteSegmentsQuery,
  segmentQuery,
  segmentsQuery,
} from '../../queries/segments-queries.ts';

/** What `useSegments` takes beside the document. */
export interface SegmentsOptions extends Omit<ListSegments, 'dataset_id' | 'document_id'> {}

/** What `useChildChunks` takes beside the chunk. */
export interface ChildChunksOptions extends Omit<ListChildChunks, 'dataset_id' | 'document_id' | 'segment_id'> {}

/** A page of a document's chunks, in their order. */
export function useSegments(dataset_id: string, document_id: string, options: SegmentsOptions = {}) {
  return useQuery(segmentsQuery(useDify(), { ...options, dataset_id, document_id }));
}

/** A document's chunks page after page; `data.rows` holds them all, each once. */
export function useInfiniteSegments(dataset_id: string, document_id: string, options: SegmentsOptions = {}) {
  return useInfiniteQuery(infiniteSegmentsQuery(useDify(), { ...options, dataset_id, document_id }));
}

/** One chunk. */
export function useSegment(dataset_id: string, document_id: string, segment_id: string) {
  return useQuery(segmentQuery(useDify(), { dataset_id, document_id, segment_id }));
}

/** A page of a chunk's children. */
export function useChildChunks(
  dataset_id: string,
  document_id: string,
  segment_id: string,
  options: ChildChunksOptions = {},
) {
  return useQuery(childChunksQuery(useDify(), { ...options, dataset_id, document_id, segment_id }));
}

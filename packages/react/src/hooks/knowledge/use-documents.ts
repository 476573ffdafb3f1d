import type { GetDocument, ListDocuments } from '@dify-oapi/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { documentQuery, documentsQuery, infiniteDocumentsQuery } from '../../queries/documents-queries.ts';

/** What `useDocuments` takes beside the knowledge base. */
export interface DocumentsOptions extends Omit<ListDocuments, 'dataset_id'> {}

/** A page of a knowledge base's documents, newest first. The page before stays while another is read. */
export function useDocuments(dataset_id: string, options: DocumentsOptions = {}) {
  return useQuery(documentsQuery(useDify(), { ...options, dataset_id }));
}

/** A knowledge base's documents page after page; `data.rows` holds them all, each once. */
export function useInfiniteDocuments(dataset_id: string, options: DocumentsOptions = {}) {
  return useInfiniteQuery(infiniteDocumentsQuery(useDify(), { ...options, dataset_id }));
}

/** A document with its rules, counts and metadata, or a part of that. */
export function useDocument(dataset_id: string, document_id: string, options: Pick<GetDocument, 'metadata'> = {}) {
  return useQuery(documentQuery(useDify(), { ...options, dataset_id, document_id }));
}

import { documents } from '@dify-oapi/core/endpoints';
import { useMutation } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import { knowledgeKeys } from '../../queries/knowledge-keys.ts';
import { detecting, useIsSupported } from './unsupported.ts';

/** The files of several documents in one. */
export interface DocumentsZip {
  readonly blob: Blob;
  /** The server's name for it: random, on purpose. @default 'documents.zip' */
  readonly name: string;
}

/**
 * Asks where a document's file can be loaded from; takes the document's id. The address is signed and expires within
 * minutes. Only documents that were uploaded as files have one. `isSupported` turns false when the server is too old.
 */
export function useDocumentDownload(dataset_id: string) {
  const dify = useDify();
  const mutation = useMutation({
    mutationKey: [...knowledgeKeys.documents(dify, dataset_id), 'download'],
    mutationFn: (document_id: string) =>
      detecting(dify, documents.download, () => dify.request(documents.download, { dataset_id, document_id })),
  });
  return { ...mutation, isSupported: useIsSupported(dify, documents.download) };
}

/**
 * Loads the files of documents, 1 to 100, as one ZIP; takes their ids. `isSupported` turns false when the server is too
 * old.
 */
export function useDocumentsZip(dataset_id: string) {
  const dify = useDify();
  const mutation = useMutation({
    mutationKey: [...knowledgeKeys.documents(dify, dataset_id), 'zip'],
    mutationFn: (document_ids: readonly string[]) =>
      detecting(dify, documents.downloadZip, async (): Promise<DocumentsZip> => {
        const response = await dify.request(documents.downloadZip, { dataset_id, document_ids: [...document_ids] });
        const name = /filename="?([\w.-]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1];
        return { blob: await response.blob(), name: name ?? 'documents.zip' };
      }),
  });
  return { ...mutation, isSupported: useIsSupported(dify, documents.downloadZip) };
}

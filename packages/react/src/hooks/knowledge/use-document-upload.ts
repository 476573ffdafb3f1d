import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useDify } from '../../provider/use-dify.ts';
import { type DocumentUploadItem, documentUpload } from './document-upload-item.ts';
import { type DocumentUploadStore, documentUploadStore, type UploadSettings } from './document-upload-store.ts';
import { knowledgePace } from './knowledge-pace.ts';
import { useIndexingWatcher } from './use-indexing.ts';

/** How files are uploaded, and what becomes of them without a view. */
export interface DocumentUploadOptions extends UploadSettings {
  /** Whether files that Dify has not accepted are taken back when the view goes away. @default false */
  abortOnUnmount?: boolean | undefined;
  /** Milliseconds without a change until the indexing of a file counts as stalled. @default 300_000 */
  stalledAfter?: number | undefined;
}

/** The files on their way into a knowledge base, and what can be done with them. */
export interface DocumentUploads
  extends Pick<DocumentUploadStore, 'add' | 'cancel' | 'retry' | 'remove' | 'clear' | 'start' | 'pause'> {
  readonly items: readonly DocumentUploadItem[];
  /** Whether new files wait for `start`. */
  readonly isPaused: boolean;
  /** Whether a file is still to be sent or to be indexed. */
  readonly isBusy: boolean;
  /** Unix milliseconds until which the server's limit of the rate is waited out; `null` when it is not. */
  readonly waitsUntil: number | null;
}

/**
 * Uploads files into a knowledge base, a few at a time, and follows each until it is indexed. The files belong to the
 * client and the knowledge base, not to the view: they go on when it goes away, and are there when it comes back.
 */
export function useDocumentUpload(dataset_id: string, options: DocumentUploadOptions = {}): DocumentUploads {
  const { abortOnUnmount, autoStart, concurrency, data, maxFileSize, stalledAfter } = options;
  const dify = useDify();
  const store = documentUploadStore(useQueryClient(), dify, dataset_id);
  const pace = knowledgePace(dify);
  const waitsUntil = useSyncExternalStore(pace.subscribe, pace.waitsUntil, () => null);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const watch = useIndexingWatcher(dataset_id, { stalledAfter });
  useEffect(
    () => store.configure({ autoStart, concurrency, data, maxFileSize }),
    [store, autoStart, concurrency, data, maxFileSize],
  );
  useEffect(() => (abortOnUnmount ? () => store.cancel() : undefined), [store, abortOnUnmount]);
  const items = snapshot.items.map((item) => documentUpload(item, watch.data?.batches[item.batch ?? '']));
  const { add, cancel, retry, remove, clear, start, pause } = store;
  return {
    items,
    isPaused: snapshot.isPaused,
    waitsUntil,
    isBusy: items.some(({ status }) => ['queued', 'uploading', 'accepted', 'indexing'].includes(status)),
    add,
    cancel,
    retry,
    remove,
    clear,
    start,
    pause,
  };
}

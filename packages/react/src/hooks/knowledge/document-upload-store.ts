import { AbortError, type CreateDocumentByFile, type DifyClient } from '@dify-oapi/core';
import { documents } from '@dify-oapi/core/endpoints';
import type { QueryClient } from '@tanstack/react-query';
import { indexingBoard } from '../../queries/indexing-board.ts';
import { refreshDocuments, watchBatch } from '../../queries/indexing-query.ts';
import { knowledgePace } from './knowledge-pace.ts';

/** A file on its way into a knowledge base, until Dify has it. */
export interface UploadItem {
  /** Ours, for life. */
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly status: 'queued' | 'uploading' | 'accepted' | 'failed' | 'canceled';
  /** Share of the bytes that are sent, 0 to 1. */
  readonly sent: number;
  /** Why it failed. */
  readonly error?: Error;
  /** The document that it became. */
  readonly document_id?: string;
  /** What its indexing is watched by. */
  readonly batch?: string;
}

/** How files are uploaded. */
export interface UploadSettings {
  /** Files at once, 1 to 10; one at a time until the first is accepted, which settles the knowledge base. @default 3 */
  concurrency?: number | undefined;
  /** Settings of the documents that are added from now on. @default the knowledge base's own */
  data?: CreateDocumentByFile['data'];
  /** Whether files begin as they are added, without `start`. @default true */
  autoStart?: boolean | undefined;
  /** The largest file, in bytes. Dify's own limit cannot be asked for; it is 15 MB unless it was changed. @default none */
  maxFileSize?: number | undefined;
}

/** The files on their way. */
interface UploadSnapshot {
  readonly items: readonly UploadItem[];
  /** Whether new files wait for `start`. */
  readonly isPaused: boolean;
}

/** The uploads of one knowledge base, outside of views. Its functions keep their identity. */
export interface DocumentUploadStore {
  getSnapshot(): UploadSnapshot;
  subscribe(listener: () => void): () => void;
  configure(settings: UploadSettings): void;
  /** Queues files. An empty or too large one fails at once and is not sent. */
  add(files: Iterable<File>): void;
  /** Takes back what Dify has not accepted; all such files without an id. */
  cancel(id?: string): void;
  /** Uploads one again that failed or was canceled; a document of it whose indexing failed is deleted first. */
  retry(id: string): void;
  /** Takes one off the list, and its upload back. A document that was accepted stays in the knowledge base. */
  remove(id: string): void;
  /** Takes all off the list that are not under way. */
  clear(): void;
  start(): void;
  /** Begins no more files; those under way go on. */
  pause(): void;
}

let lastId = 0;

function createDocumentUploadStore(client: QueryClient, dify: DifyClient, dataset_id: string): DocumentUploadStore {
  let state: UploadSnapshot = { items: [], isPaused: false };
  let settings: UploadSettings = {};
  let hasAccepted = false;
  const files = new Map<string, { file: File; data: UploadSettings['data'] }>();
  const uploads = new Map<string, AbortController>();
  const listeners = new Set<() => void>();

  function set(next: Partial<UploadSnapshot>): void {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  }
  function change(id: string, fields: Partial<UploadItem>): void {
    set({ items: state.items.map((item) => (item.id === id ? { ...item, ...fields } : item)) });
  }
  const itemOf = (id: string) => state.items.find((item) => item.id === id);

  function goOn(): void {
    const limit = hasAccepted ? Math.min(Math.max(Math.trunc(settings.concurrency ?? 3), 1), 10) : 1;
    while (!state.isPaused && uploads.size < limit) {
      const next = state.items.find(({ id, status }) => status === 'queued' && !uploads.has(id));
      if (next === undefined) return;
      void upload(next).finally(goOn);
    }
  }

  async function upload({ id, document_id }: UploadItem): Promise<void> {
    const held = files.get(id);
    if (held === undefined) return;
    const controller = new AbortController();
    uploads.set(id, controller);
    const { signal } = controller;
    change(id, { status: 'uploading', sent: 0 });
    try {
      if (document_id !== undefined) await forgetDocument(document_id);
      const { file, data } = held;
      const { batch, document } = await knowledgePace(dify).run(
        () =>
          dify.request(
            documents.createByFile,
            { dataset_id, file, ...(data === undefined ? {} : { data }) },
            {
              signal,
              timeout: 10 * 60_000,
              onProgress: ({ loaded, total }) => change(id, { sent: total === 0 ? 0 : loaded / total }),
            },
          ),
        signal,
      );
      hasAccepted = true;
      change(id, { status: 'accepted', sent: 1, batch, document_id: document.id });
      watchBatch(client, dify, dataset_id, batch);
      void refreshDocuments(client, dify, dataset_id);
    } catch (error) {
      if (error instanceof AbortError) change(id, { status: 'canceled' });
      else change(id, { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    } finally {
      uploads.delete(id);
    }
  }

  /** The one that could not be indexed would stand beside its second try. It may have gone by other ways. */
  async function forgetDocument(document_id: string): Promise<void> {
    await dify.request(documents.delete, { dataset_id, document_id }).catch(() => undefined);
  }

  /** Whether it did not arrive, or arrived and could not be indexed: what is indexed is not sent twice. */
  function hasFailed({ status, batch }: UploadItem): boolean {
    if (status !== 'accepted') return status === 'failed' || status === 'canceled';
    const progress = indexingBoard(dify, dataset_id).state().batches[batch ?? ''];
    return progress !== undefined && (progress.isGone || progress.documents[0]?.indexing_status === 'error');
  }

  /** Without what only a former try had. */
  const asQueued = ({ id, name, size, document_id }: UploadItem): UploadItem => ({
    id,
    name,
    size,
    status: 'queued',
    sent: 0,
    ...(document_id === undefined ? {} : { document_id }),
  });

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    configure(next) {
      settings = next;
      goOn();
    },
    add(added) {
      const isFirst = state.items.every(({ status }) => status !== 'queued');
      const items = Array.from(added, (file): UploadItem => {
        const id = `upload-${++lastId}`;
        const error = refusalOf(file, settings);
        files.set(id, { file, data: settings.data });
        const item = { id, name: file.name, size: file.size, sent: 0 };
        return error === undefined ? { ...item, status: 'queued' } : { ...item, status: 'failed', error };
      });
      const waits = settings.autoStart === false && isFirst && uploads.size === 0;
      set({ items: [...state.items, ...items], ...(waits ? { isPaused: true } : {}) });
      goOn();
    },
    cancel(id) {
      const chosen = state.items.filter((item) => id === undefined || item.id === id);
      for (const item of chosen) {
        if (item.status === 'queued') change(item.id, { status: 'canceled' });
        uploads.get(item.id)?.abort();
      }
    },
    retry(id) {
      const item = itemOf(id);
      const held = files.get(id);
      if (item === undefined || held === undefined || !hasFailed(item)) return;
      const error = refusalOf(held.file, settings);
      if (error !== undefined) return change(id, { status: 'failed', error });
      set({ items: state.items.map((one) => (one.id === id ? asQueued(one) : one)) });
      goOn();
    },
    remove(id) {
      uploads.get(id)?.abort();
      files.delete(id);
      set({ items: state.items.filter((item) => item.id !== id) });
    },
    clear() {
      const items = state.items.filter(({ status }) => status === 'queued' || status === 'uploading');
      for (const { id } of state.items) if (!items.some((item) => item.id === id)) files.delete(id);
      set({ items });
    },
    start() {
      set({ isPaused: false });
      goOn();
    },
    pause: () => set({ isPaused: true }),
  };
}

function refusalOf({ size }: File, { maxFileSize }: UploadSettings): Error | undefined {
  if (size === 0) return new Error('The file is empty. Choose one with text in it.');
  if (maxFileSize === undefined || size <= maxFileSize) return undefined;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 102.4) / 10} MB`;
  return new Error(`The file has ${megabytes(size)}. Files up to ${megabytes(maxFileSize)} can be added.`);
}

const stores = new WeakMap<QueryClient, WeakMap<DifyClient, Map<string, DocumentUploadStore>>>();

/** The uploads of a client into a knowledge base: they go on when the view goes away. */
export function documentUploadStore(client: QueryClient, dify: DifyClient, dataset_id: string): DocumentUploadStore {
  const ofClient = stores.get(client) ?? new WeakMap<DifyClient, Map<string, DocumentUploadStore>>();
  stores.set(client, ofClient);
  const own = ofClient.get(dify) ?? new Map<string, DocumentUploadStore>();
  ofClient.set(dify, own);
  const store = own.get(dataset_id) ?? createDocumentUploadStore(client, dify, dataset_id);
  own.set(dataset_id, store);
  return store;
}

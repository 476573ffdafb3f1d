import type { DifyClient } from '../client.ts';
import type { InputOf, OutputOf } from '../endpoint.ts';
import { AbortError } from '../errors/abort-error.ts';
import { RateLimitError } from '../errors/api-error.ts';
import { createByFile } from '../resources/documents/endpoints.ts';
import { type Clock, clock as machineClock } from './clock.ts';
import { type IndexingStatus, waitUntilIndexed } from './wait-until-indexed.ts';

/** What to upload, and with which settings. */
export interface UploadDocuments {
  /** The knowledge base, a UUID. */
  dataset_id: string;
  /** Read one by one, so that a generator can open files as they are needed. */
  files: Iterable<Blob> | AsyncIterable<Blob>;
  /** The settings of every document. @see CreateDocumentByFile */
  data?: InputOf<typeof createByFile>['data'];
}

/** How one file fares. */
export interface DocumentUpload {
  readonly file: Blob;
  /** Its place among the files, from 0. */
  readonly index: number;
  /** `accepted`: Dify has it and indexes it. `indexed` and `failed` are told when the indexing is awaited. */
  readonly status: 'uploading' | 'waiting' | 'accepted' | 'indexed' | 'failed' | 'canceled';
  /** Bytes sent and in all, while it is uploaded. */
  readonly progress?: { readonly loaded: number; readonly total: number };
  /** What Dify made of it. */
  readonly answer?: OutputOf<typeof createByFile>;
  /** How far the indexing has come, when it is awaited. */
  readonly indexing?: IndexingStatus;
  /** Why it failed: a DifyError, or an Error that quotes what the indexing said. */
  readonly error?: Error;
}

/** How to upload. */
export interface UploadOptions {
  /** Files at once, 1 to 10. The first goes alone: it settles the knowledge base's settings. @default 3 */
  concurrency?: number | undefined;
  /** Cancels what has not been accepted. */
  signal?: AbortSignal | undefined;
  /** Told whenever a file's state changes. */
  onProgress?: ((upload: DocumentUpload) => void) | undefined;
  /** Whether to wait until each document is indexed. @default false */
  untilIndexed?: boolean | undefined;
  /** How often a file is offered again when Dify says "too many requests"; it has not taken it then. @default 5 */
  maxRetries?: number | undefined;
  /** For tests. @default the machine's own */
  clock?: Clock | undefined;
}

/**
 * Uploads many files to a knowledge base, a few at a time. One that fails does not stop the others. When Dify limits the
 * rate, the whole pool waits. Never throws for a file: each has its own result, in the order of the files.
 *
 * @example
 * const uploads = await dify.documents.uploadAll({ dataset_id, files, data: { indexing_technique: 'high_quality' } });
 * console.log(uploads.filter(({ status }) => status === 'failed').map(({ error }) => error?.message));
 */
export async function uploadDocuments(
  client: DifyClient,
  { data, dataset_id, files }: UploadDocuments,
  options: UploadOptions = {},
): Promise<DocumentUpload[]> {
  const { clock = machineClock, maxRetries = 5, onProgress, signal, untilIndexed = false } = options;
  const concurrency = Math.min(Math.max(Math.trunc(options.concurrency ?? 3), 1), 10);
  const results: DocumentUpload[] = [];
  const queue = numbered(files);
  let waitUntil = 0;

  const tell = (upload: DocumentUpload): DocumentUpload => {
    results[upload.index] = upload;
    onProgress?.(upload);
    return upload;
  };

  async function offer(file: Blob, index: number): Promise<void> {
    for (let tried = 0; ; tried++) {
      try {
        if (waitUntil > clock.now()) {
          tell({ file, index, status: 'waiting' });
          await clock.sleep(waitUntil - clock.now(), signal);
        }
        if (signal?.aborted) throw new AbortError('The upload was canceled.', { code: 'aborted' });
        tell({ file, index, status: 'uploading', progress: { loaded: 0, total: file.size } });
        const answer = await client.request(
          createByFile,
          { dataset_id, file, ...(data === undefined ? {} : { data }) },
          { signal, onProgress: (progress) => tell({ file, index, status: 'uploading', progress }) },
        );
        tell({ file, index, status: 'accepted', answer });
        if (untilIndexed) await watch(file, index, answer);
        return;
      } catch (error) {
        if (error instanceof RateLimitError && tried < maxRetries) {
          waitUntil = clock.now() + (error.retryAfterMs ?? Math.min(2000 * 2 ** tried, 60_000));
          continue;
        }
        if (error instanceof AbortError) tell({ ...results[index], file, index, status: 'canceled', error });
        else tell({ ...results[index], file, index, status: 'failed', error: asError(error) });
        return;
      }
    }
  }

  async function watch(file: Blob, index: number, answer: OutputOf<typeof createByFile>): Promise<void> {
    const onLook = (indexing: IndexingStatus | undefined) => {
      if (indexing !== undefined) tell({ file, index, status: 'accepted', answer, indexing });
      return indexing;
    };
    const rows = await waitUntilIndexed(
      client,
      { dataset_id, batch: answer.batch },
      { clock, signal, onProgress: ({ documents }) => onLook(documents[0]) },
    );
    const indexing = rows[0];
    if (indexing?.indexing_status !== 'error') {
      tell({ file, index, status: 'indexed', answer, ...(indexing === undefined ? {} : { indexing }) });
      return;
    }
    const error = new Error(`The document could not be indexed: ${indexing.error ?? 'the server gives no reason'}.`);
    tell({ file, index, status: 'failed', answer, indexing, error });
  }

  async function work(): Promise<void> {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      await offer(next.value.file, next.value.index);
    }
  }

  const first = await queue.next();
  if (first.done) return results;
  await offer(first.value.file, first.value.index);
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

async function* numbered(files: Iterable<Blob> | AsyncIterable<Blob>) {
  let index = 0;
  for await (const file of files) yield { file, index: index++ };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

import { documents } from '@dify-oapi/core/endpoints';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { addDocument } from '../../testing/a-knowledge-base.ts';
import { knowledgeSurroundings } from '../../testing/knowledge-surroundings.tsx';
import { useDatasets } from './use-datasets.ts';
import { useDeleteDocuments } from './use-delete-documents.ts';
import { useDocumentDownload } from './use-document-download.ts';
import { useCreateTextDocument } from './use-document-mutations.ts';
import { useDocumentStatus } from './use-document-status.ts';
import { useDocuments, useInfiniteDocuments } from './use-documents.ts';
import { useIndexingStatus, useIndexingWatcher } from './use-indexing.ts';

const rule = { indexing_technique: 'economy', process_rule: { mode: 'automatic' } } as const;

describe('useDocuments', () => {
  it('keeps the page before while another one is read', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings(['a.txt', 'b.txt']);
    const { result, rerender } = renderHook(({ page }) => useDocuments(dataset_id, { page, limit: 1 }), {
      wrapper,
      initialProps: { page: 1 },
    });
    await waitFor(() => expect(result.current.data?.data[0]?.name).toBe('b.txt'));
    emulator.faults.delayMs = 200;
    rerender({ page: 2 });
    expect(result.current.data?.data[0]?.name).toBe('b.txt');
    expect(result.current.isPlaceholderData).toBe(true);
    await waitFor(() => expect(result.current.data?.data[0]?.name).toBe('a.txt'));
  });

  it('reads again while it shows a document that another program is having indexed', async () => {
    const { wrapper, dataset_id, dify, emulator } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    await addDocument(dify, dataset_id, 'a.txt');
    const { result } = renderHook(() => useDocuments(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.data?.data[0]?.display_status).toBe('queuing'));
    emulator.indexing.finish();
    await waitFor(() => expect(result.current.data?.data[0]?.display_status).toBe('available'), { timeout: 5000 });
  });

  it('reads all pages into one list of rows', async () => {
    const { wrapper, dataset_id } = await knowledgeSurroundings(['a.txt', 'b.txt', 'c.txt']);
    const { result } = renderHook(() => useInfiniteDocuments(dataset_id, { limit: 2 }), { wrapper });
    await waitFor(() => expect(result.current.hasNextPage).toBe(true));
    await act(() => result.current.fetchNextPage());
    await waitFor(() => expect(result.current.data?.rows.map(({ name }) => name)).toEqual(['c.txt', 'b.txt', 'a.txt']));
  });
});

describe('useIndexingWatcher', () => {
  it('follows a new document through its stages, and writes them into the list', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    const { result } = renderHook(
      () => ({
        list: useDocuments(dataset_id),
        watch: useIndexingWatcher(dataset_id),
        create: useCreateTextDocument(dataset_id),
      }),
      { wrapper },
    );
    const { batch } = await act(() =>
      result.current.create.mutateAsync({ name: 'a', text: 'The text of a.', ...rule }),
    );
    const stage = () => result.current.watch.data?.batches[batch]?.documents[0]?.indexing_status;
    await waitFor(() => expect(stage()).toBe('waiting'));
    await waitFor(() => expect(result.current.list.data?.data[0]?.display_status).toBe('queuing'));
    emulator.indexing.step();
    await waitFor(() => expect(stage()).toBe('parsing'), { timeout: 5000 });
    await waitFor(() => expect(result.current.list.data?.data[0]?.indexing_status).toBe('parsing'));
    emulator.indexing.finish();
    await waitFor(() => expect(result.current.watch.data?.batches[batch]?.isFinal).toBe(true), { timeout: 5000 });
    await waitFor(() => expect(result.current.list.data?.data[0]?.display_status).toBe('available'));
    expect(result.current.watch.data?.nextLookMs).toBeNull();
  });

  it('asks once for all views', async () => {
    const { wrapper, dataset_id, dify, asked } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    const { batch } = await addDocument(dify, dataset_id, 'a.txt');
    asked.length = 0;
    const { result } = renderHook(
      () => [
        useIndexingStatus(dataset_id, batch),
        useIndexingStatus(dataset_id, batch),
        useIndexingWatcher(dataset_id),
      ],
      { wrapper },
    );
    await waitFor(() => expect(result.current[0]?.data).not.toBeNull());
    await waitFor(() => expect(asked.length).toBeGreaterThan(0));
    expect(asked).toHaveLength(1);
  });

  it('does not ask in a hidden tab, and asks at once when it is shown again', async () => {
    const { wrapper, dataset_id, dify, asked, emulator } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    const { batch } = await addDocument(dify, dataset_id, 'a.txt');
    const { result } = renderHook(() => useIndexingStatus(dataset_id, batch), { wrapper });
    await waitFor(() => expect(result.current.data?.documents).toHaveLength(1));
    const show = (state: DocumentVisibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      window.dispatchEvent(new Event('visibilitychange'));
    };
    act(() => show('hidden'));
    asked.length = 0;
    emulator.indexing.finish();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(asked).toEqual([]);
    act(() => show('visible'));
    await waitFor(() => expect(result.current.data?.isFinal).toBe(true), { timeout: 500 });
  });

  it('stops with the error when the key is refused', async () => {
    const { wrapper, dataset_id, dify, emulator } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    const { batch } = await addDocument(dify, dataset_id, 'a.txt');
    emulator.faults.status = 403;
    const { result } = renderHook(() => useIndexingStatus(dataset_id, batch), { wrapper });
    await waitFor(() => expect(result.current.isError).toBe(true));
  });
});

describe('useDocumentStatus', () => {
  const both = (dataset_id: string) => ({ list: useDocuments(dataset_id), status: useDocumentStatus(dataset_id) });
  const shown = (rows: readonly { name: string; display_status?: string | null | undefined }[] | undefined) =>
    rows?.map(({ name, display_status }) => `${name} ${display_status}`);

  it('shows a disabled document at once', async () => {
    const { wrapper, dataset_id, ids, emulator } = await knowledgeSurroundings(['a.txt', 'b.txt']);
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(shown(result.current.list.data?.data)).toEqual(['b.txt available', 'a.txt available']));
    emulator.faults.delayMs = 200;
    act(() => result.current.status.mutate({ action: 'disable', document_ids: ids.slice(0, 1) }));
    await waitFor(() => expect(shown(result.current.list.data?.data)).toEqual(['b.txt available', 'a.txt disabled']));
    expect(result.current.status.isPending).toBe(true);
    await waitFor(() => expect(result.current.status.data).toEqual({ done: ids.slice(0, 1), failed: [] }));
  });

  it('rejects and takes the row back when nothing was done', async () => {
    const { wrapper, dataset_id, ids, emulator } = await knowledgeSurroundings(['a.txt']);
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.list.isSuccess).toBe(true));
    emulator.faults.status = 500;
    act(() => result.current.status.mutate({ action: 'archive', document_ids: ids }));
    await waitFor(() => expect(result.current.status.isError).toBe(true));
    await waitFor(() => expect(shown(result.current.list.data?.data)).toEqual(['a.txt available']));
  });

  it('does what can be done when one document stands in the way, and takes only that one back', async () => {
    const { wrapper, dataset_id, dify, emulator } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    const ready = await addDocument(dify, dataset_id, 'a.txt');
    emulator.indexing.finish();
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.list.isSuccess).toBe(true));
    // The list does not know of it: the whole call is refused, and each document is tried alone.
    const indexing = await addDocument(dify, dataset_id, 'b.txt');
    act(() => result.current.status.mutate({ action: 'disable', document_ids: [ready.id, indexing.id] }));
    await waitFor(() => expect(result.current.status.data?.done).toEqual([ready.id]));
    expect(result.current.status.data?.failed).toMatchObject([
      { document_id: indexing.id, error: { code: 'invalid_action' } },
    ]);
    await waitFor(() => expect(shown(result.current.list.data?.data)).toEqual(['b.txt queuing', 'a.txt disabled']));
  });

  it('waits out the lock that an action leaves on a document', async () => {
    const { wrapper, dataset_id, ids } = await knowledgeSurroundings(['a.txt']);
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.list.isSuccess).toBe(true));
    act(() => {
      result.current.status.mutate({ action: 'archive', document_ids: ids });
      result.current.status.mutate({ action: 'un_archive', document_ids: ids });
    });
    await waitFor(() => expect(result.current.status.isSuccess).toBe(true), { timeout: 10_000 });
    await waitFor(() => expect(shown(result.current.list.data?.data)).toEqual(['a.txt available']));
  });
});

describe('useDeleteDocuments', () => {
  it('corrects the counts of the knowledge base where it is listed, and reads no other', async () => {
    const { wrapper, dataset_id, ids, asked } = await knowledgeSurroundings(['a.txt', 'b.txt']);
    const { result } = renderHook(() => ({ bases: useDatasets(), remove: useDeleteDocuments(dataset_id) }), {
      wrapper,
    });
    await waitFor(() => expect(result.current.bases.data?.data[0]?.document_count).toBe(2));
    asked.length = 0;
    await act(() => result.current.remove.run(ids.slice(0, 1)));
    await waitFor(() => expect(result.current.bases.data?.data[0]?.document_count).toBe(1));
    expect(asked.filter((line) => /datasets(\?|$)/.test(line))).toEqual([]);
  });

  it('deletes each by itself, and tells how each fared', async () => {
    const { wrapper, dataset_id, dify, ids, asked } = await knowledgeSurroundings(['a.txt', 'b.txt', 'c.txt']);
    await dify.request(documents.setStatus, { dataset_id, action: 'archive', document_ids: ids.slice(1, 2) });
    const { result } = renderHook(() => ({ list: useDocuments(dataset_id), remove: useDeleteDocuments(dataset_id) }), {
      wrapper,
    });
    await waitFor(() => expect(result.current.list.data?.data).toHaveLength(3));
    const outcome = await act(() => result.current.remove.run(ids));
    expect(outcome.map(({ status }) => status)).toEqual(['done', 'failed', 'done']);
    expect(outcome[1]?.error).toMatchObject({ code: 'archived_document_immutable' });
    expect(result.current.remove.items).toEqual(outcome);
    await waitFor(() => expect(result.current.list.data?.data.map(({ name }) => name)).toEqual(['b.txt']));
    expect(asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(3);
  });

  it('leaves what has not begun when it is canceled', async () => {
    const { wrapper, dataset_id, ids, emulator } = await knowledgeSurroundings(['a.txt', 'b.txt', 'c.txt']);
    const { result } = renderHook(() => useDeleteDocuments(dataset_id, { concurrency: 1 }), { wrapper });
    emulator.faults.delayMs = 200;
    let running: ReturnType<typeof result.current.run> | undefined;
    act(() => {
      running = result.current.run(ids);
    });
    await waitFor(() => expect(result.current.items[0]?.status).toBe('running'));
    act(() => result.current.cancel());
    const outcome = await act(async () => running);
    expect(outcome?.map(({ status }) => status)).toEqual(['done', 'skipped', 'skipped']);
  });

  it('stops altogether when the key is refused', async () => {
    const { wrapper, dataset_id, ids, emulator } = await knowledgeSurroundings(['a.txt', 'b.txt']);
    const { result } = renderHook(() => useDeleteDocuments(dataset_id, { concurrency: 1 }), { wrapper });
    emulator.faults.status = 401;
    const outcome = await act(() => result.current.run(ids));
    expect(outcome.map(({ status }) => status)).toEqual(['failed', 'skipped']);
  });

  it('waits for the server and deletes all the same when there were too many requests', async () => {
    const { wrapper, dataset_id, ids, emulator } = await knowledgeSurroundings(['a.txt']);
    const { result } = renderHook(() => useDeleteDocuments(dataset_id), { wrapper });
    emulator.faults.retryAfter = 1;
    emulator.faults.status = 429;
    let running: ReturnType<typeof result.current.run> | undefined;
    act(() => {
      running = result.current.run(ids);
    });
    await waitFor(() => expect(result.current.waitsUntil).not.toBeNull());
    const outcome = await act(async () => running);
    expect(outcome?.map(({ status }) => status)).toEqual(['done']);
    await waitFor(() => expect(result.current.waitsUntil).toBeNull());
  });
});

describe('useDocumentDownload', () => {
  it('says that a server does not know it', async () => {
    const { wrapper, dataset_id, ids, emulator } = await knowledgeSurroundings(['a.txt']);
    const { result } = renderHook(() => useDocumentDownload(dataset_id), { wrapper });
    emulator.faults.pageStatus = 404;
    act(() => result.current.mutate(ids[0] ?? ''));
    await waitFor(() => expect(result.current.isSupported).toBe(false));
  });
});

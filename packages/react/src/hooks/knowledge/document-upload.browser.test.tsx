import { documents } from '@dify-oapi/core/endpoints';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { knowledgeSurroundings } from '../../testing/knowledge-surroundings.tsx';
import { useDocumentUpload } from './use-document-upload.ts';
import { useDocuments } from './use-documents.ts';

const data = { indexing_technique: 'economy', process_rule: { mode: 'automatic' } } as const;
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const aFile = (name: string, text = `The text of ${name}.`) => new File([text], name, { type: 'text/plain' });
const states = (items: readonly { name: string; status: string }[]) =>
  items.map(({ name, status }) => `${name} ${status}`);

describe('useDocumentUpload', () => {
  it('uploads files and follows each until it is indexed', async () => {
    const { wrapper, dataset_id } = await knowledgeSurroundings();
    const { result } = renderHook(
      () => ({ upload: useDocumentUpload(dataset_id, { data }), list: useDocuments(dataset_id) }),
      { wrapper },
    );
    act(() => result.current.upload.add([aFile('a.txt'), aFile('b.txt')]));
    expect(result.current.upload.isBusy).toBe(true);
    await waitFor(() => expect(states(result.current.upload.items)).toEqual(['a.txt indexed', 'b.txt indexed']), {
      timeout: 8000,
    });
    expect(result.current.upload.isBusy).toBe(false);
    await waitFor(() =>
      expect(result.current.list.data?.data.map(({ display_status }) => display_status)).toEqual([
        'available',
        'available',
      ]),
    );
  });

  it('tells the stage while a document is indexed', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings([], { indexingMs: 'manual' });
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    act(() => result.current.add([aFile('a.txt')]));
    await waitFor(() =>
      expect(result.current.items[0]).toMatchObject({ status: 'indexing', stage: 'waiting', progress: null }),
    );
    emulator.indexing.finish();
    await waitFor(() => expect(result.current.items[0]).toMatchObject({ status: 'indexed', progress: 1 }), {
      timeout: 5000,
    });
  });

  it('refuses an empty and a too large file at once, and sends the others', async () => {
    const { wrapper, dataset_id, asked } = await knowledgeSurroundings();
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data, maxFileSize: 100 }), { wrapper });
    act(() => result.current.add([aFile('empty.txt', ''), aFile('large.txt', 'x'.repeat(101)), aFile('a.txt')]));
    await waitFor(() => expect(result.current.items[2]?.status).toBe('indexed'), { timeout: 5000 });
    expect(states(result.current.items).slice(0, 2)).toEqual(['empty.txt failed', 'large.txt failed']);
    expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('uploads a failed file again', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    emulator.faults.status = 500;
    act(() => result.current.add([aFile('a.txt')]));
    await waitFor(() => expect(result.current.items[0]).toMatchObject({ status: 'failed', error: { status: 500 } }));
    act(() => result.current.retry(result.current.items[0]?.id ?? ''));
    await waitFor(() => expect(result.current.items[0]?.status).toBe('indexed'), { timeout: 5000 });
    expect(result.current.items[0]?.error).toBeUndefined();
  });

  it('says why a document could not be indexed, and its second try takes its place', async () => {
    const { wrapper, dataset_id, dify } = await knowledgeSurroundings();
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    act(() => result.current.add([new File(['no archive'], 'a.docx', { type: docx })]));
    await waitFor(() => expect(result.current.items[0]?.status).toBe('failed'), { timeout: 5000 });
    expect(result.current.items[0]?.error?.message).toMatch(/^The document could not be indexed: /);
    const first = result.current.items[0]?.document_id;
    act(() => result.current.retry(result.current.items[0]?.id ?? ''));
    await waitFor(() => expect(result.current.items[0]?.document_id).not.toBe(first), { timeout: 5000 });
    expect((await dify.request(documents.list, { dataset_id })).data).toHaveLength(1);
  });

  it('does not send twice what is indexed', async () => {
    const { wrapper, dataset_id, asked } = await knowledgeSurroundings();
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    act(() => result.current.add([aFile('a.txt')]));
    await waitFor(() => expect(result.current.items[0]?.status).toBe('indexed'), { timeout: 5000 });
    asked.length = 0;
    act(() => result.current.retry(result.current.items[0]?.id ?? ''));
    expect(result.current.items[0]?.status).toBe('indexed');
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('takes back a file under way and one that waits; the third goes on', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data, concurrency: 1 }), { wrapper });
    emulator.faults.delayMs = 150;
    act(() => result.current.add([aFile('a.txt'), aFile('b.txt'), aFile('c.txt')]));
    await waitFor(() => expect(result.current.items[0]?.status).toBe('uploading'));
    act(() => {
      for (const { id } of result.current.items.slice(0, 2)) result.current.cancel(id);
    });
    await waitFor(() => expect(result.current.items[2]?.status).toBe('indexed'), { timeout: 8000 });
    expect(states(result.current.items).slice(0, 2)).toEqual(['a.txt canceled', 'b.txt canceled']);
  });

  it('waits for a start, and pauses', async () => {
    const { wrapper, dataset_id, asked } = await knowledgeSurroundings();
    const { result } = renderHook(() => useDocumentUpload(dataset_id, { data, autoStart: false }), { wrapper });
    act(() => result.current.add([aFile('a.txt')]));
    expect(result.current.isPaused).toBe(true);
    expect(states(result.current.items)).toEqual(['a.txt queued']);
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
    act(() => result.current.start());
    await waitFor(() => expect(states(result.current.items)).toEqual(['a.txt indexed']), { timeout: 5000 });
    act(() => {
      result.current.pause();
      result.current.add([aFile('b.txt')]);
    });
    expect(states(result.current.items)).toEqual(['a.txt indexed', 'b.txt queued']);
    act(() => result.current.clear());
    expect(states(result.current.items)).toEqual(['b.txt queued']);
    act(() => result.current.remove(result.current.items[0]?.id ?? ''));
    expect(result.current.items).toEqual([]);
  });

  it('goes on when the view goes away, and is there when it comes back', async () => {
    const { wrapper, dataset_id, dify } = await knowledgeSurroundings();
    const first = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    act(() => first.result.current.add([aFile('a.txt')]));
    first.unmount();
    await waitFor(async () => expect((await dify.request(documents.list, { dataset_id })).total).toBe(1));
    const second = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    await waitFor(() => expect(states(second.result.current.items)).toEqual(['a.txt indexed']), { timeout: 5000 });
  });

  it('takes back what Dify has not accepted when the view goes away, where that is wished', async () => {
    const { wrapper, dataset_id, emulator, dify } = await knowledgeSurroundings();
    const view = renderHook(() => useDocumentUpload(dataset_id, { data, abortOnUnmount: true }), { wrapper });
    emulator.faults.delayMs = 300;
    act(() => view.result.current.add([aFile('a.txt'), aFile('b.txt')]));
    view.unmount();
    const again = renderHook(() => useDocumentUpload(dataset_id, { data }), { wrapper });
    await waitFor(() => expect(states(again.result.current.items)).toEqual(['a.txt canceled', 'b.txt canceled']));
    expect((await dify.request(documents.list, { dataset_id })).total).toBeLessThanOrEqual(1);
  });
});

import { childChunks, documents, segments } from '@dify-oapi/core/endpoints';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { knowledgeSurroundings } from '../../testing/knowledge-surroundings.tsx';
import { useChildChunkMutations } from './use-child-chunk-mutations.ts';
import { useBuiltInMetadata, useBulkMetadata, useMetadataFieldMutations, useMetadataFields } from './use-metadata.ts';
import { useRetrieval } from './use-retrieval.ts';
import { useSegmentMutations } from './use-segment-mutations.ts';
import { useChildChunks, useSegments } from './use-segments.ts';

const contents = (rows: readonly { content: string }[] | undefined) => rows?.map(({ content }) => content);

/** A document with one chunk, and hooks on it. */
async function aDocument(text = 'First words.') {
  const knowledge = await knowledgeSurroundings();
  const { dataset_id, dify } = knowledge;
  const { document } = await dify.request(documents.createByText, {
    dataset_id,
    name: 'a.txt',
    text,
    indexing_technique: 'economy',
    process_rule: { mode: 'automatic' },
  });
  await dify.request(documents.list, { dataset_id });
  return { ...knowledge, document_id: document.id };
}

describe('useSegmentMutations', () => {
  it('adds, changes and deletes chunks', async () => {
    const { wrapper, dataset_id, document_id } = await aDocument();
    const { result } = renderHook(
      () => ({ list: useSegments(dataset_id, document_id), write: useSegmentMutations(dataset_id, document_id) }),
      { wrapper },
    );
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['First words.']));
    await act(() => result.current.write.create.mutateAsync([{ content: 'Second words.' }]));
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['First words.', 'Second words.']));
    const [first] = result.current.list.data?.data ?? [];
    if (first === undefined) throw new Error('The document has no chunk.');
    await act(() => result.current.write.update.mutateAsync({ segment: first, changes: { content: 'Other words.' } }));
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['Other words.', 'Second words.']));
    await act(() => result.current.write.remove.mutateAsync(first.id));
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['Second words.']));
    expect(result.current.list.data?.total).toBe(1);
  });

  it('puts a deleted chunk back in its place when Dify refuses', async () => {
    const { wrapper, dataset_id, document_id, dify, emulator } = await aDocument();
    await dify.request(segments.create, { dataset_id, document_id, segments: [{ content: 'Second words.' }] });
    const { result } = renderHook(
      () => ({ list: useSegments(dataset_id, document_id), write: useSegmentMutations(dataset_id, document_id) }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.list.data?.data).toHaveLength(2));
    emulator.faults.status = 500;
    act(() => result.current.write.remove.mutate(result.current.list.data?.data[0]?.id ?? ''));
    await waitFor(() => expect(result.current.write.remove.isError).toBe(true));
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['First words.', 'Second words.']));
  });

  it('keeps the answer of a chunk of questions and answers when it is switched off and on', async () => {
    const { wrapper, dataset_id, dify } = await knowledgeSurroundings();
    const { document } = await dify.request(documents.createByText, {
      dataset_id,
      name: 'a.txt',
      text: 'Words.',
      doc_form: 'qa_model',
      indexing_technique: 'high_quality',
      process_rule: { mode: 'automatic' },
    });
    await dify.request(documents.list, { dataset_id });
    const document_id = document.id;
    await dify.request(segments.create, { dataset_id, document_id, segments: [{ content: 'Why?', answer: 'So.' }] });
    const { result } = renderHook(
      () => ({ list: useSegments(dataset_id, document_id), write: useSegmentMutations(dataset_id, document_id) }),
      { wrapper },
    );
    const last = () => result.current.list.data?.data.at(-1);
    for (const enabled of [false, true]) {
      await waitFor(() => expect(last()).toMatchObject({ content: 'Why?', answer: 'So.', enabled: !enabled }));
      const segment = last();
      if (segment === undefined) throw new Error('The document has no chunk.');
      await act(() => result.current.write.setEnabled.mutateAsync({ segment, enabled }));
    }
    await waitFor(() => expect(last()).toMatchObject({ content: 'Why?', answer: 'So.', enabled: true }));
  });
});

describe('useChildChunkMutations', () => {
  it('adds, rewrites and deletes children', async () => {
    const { wrapper, dataset_id, document_id, dify } = await aDocument();
    const page = await dify.request(segments.list, { dataset_id, document_id });
    const segment_id = page.data[0]?.id ?? '';
    const { result } = renderHook(
      () => ({
        list: useChildChunks(dataset_id, document_id, segment_id),
        write: useChildChunkMutations(dataset_id, document_id, segment_id),
      }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.list.data?.data).toEqual([]));
    await act(() => result.current.write.create.mutateAsync('A piece.'));
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['A piece.']));
    const child_chunk_id = result.current.list.data?.data[0]?.id ?? '';
    await act(() => result.current.write.update.mutateAsync({ child_chunk_id, content: 'Another piece.' }));
    await waitFor(() => expect(contents(result.current.list.data?.data)).toEqual(['Another piece.']));
    await act(() => result.current.write.remove.mutateAsync(child_chunk_id));
    await waitFor(() => expect(result.current.list.data?.data).toEqual([]));
    expect((await dify.request(childChunks.list, { dataset_id, document_id, segment_id })).total).toBe(0);
  });
});

describe('metadata', () => {
  it('fields are added, renamed and deleted', async () => {
    const { wrapper, dataset_id } = await knowledgeSurroundings();
    const { result } = renderHook(
      () => ({ fields: useMetadataFields(dataset_id), write: useMetadataFieldMutations(dataset_id) }),
      { wrapper },
    );
    const names = () => result.current.fields.data?.doc_metadata.map(({ name }) => name);
    await waitFor(() => expect(names()).toEqual([]));
    await act(() => result.current.write.create.mutateAsync({ type: 'string', name: 'author' }));
    await waitFor(() => expect(names()).toEqual(['author']));
    const metadata_id = result.current.fields.data?.doc_metadata[0]?.id ?? '';
    await act(() => result.current.write.rename.mutateAsync({ metadata_id, name: 'writer' }));
    await waitFor(() => expect(names()).toEqual(['writer']));
    await act(() => result.current.write.remove.mutateAsync(metadata_id));
    await waitFor(() => expect(names()).toEqual([]));
  });

  it('built-in fields show their switch at once, and take it back when Dify refuses', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => useBuiltInMetadata(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.isEnabled).toBe(false));
    emulator.faults.status = 500;
    emulator.faults.delayMs = 200;
    act(() => result.current.setEnabled.mutate(true));
    await waitFor(() => expect(result.current.isEnabled).toBe(true));
    await waitFor(() => expect(result.current.isEnabled).toBe(false), { timeout: 5000 });
    await act(() => result.current.setEnabled.mutateAsync(true));
    await waitFor(() => expect(result.current.isEnabled).toBe(true), { timeout: 5000 });
  });

  it('a value leaves the other values of its document as they are', async () => {
    const { wrapper, dataset_id, document_id, dify } = await aDocument();
    const { result } = renderHook(
      () => ({ write: useMetadataFieldMutations(dataset_id), bulk: useBulkMetadata(dataset_id) }),
      { wrapper },
    );
    const values = [];
    for (const name of ['author', 'place']) {
      const field = await act(() => result.current.write.create.mutateAsync({ type: 'string', name }));
      values.push({ id: field.id ?? '', name, value: `The ${name}` });
    }
    for (const value of values) {
      await act(() => result.current.bulk.mutateAsync({ operations: [{ document_id, metadata_list: [value] }] }));
    }
    const { doc_metadata } = await dify.request(documents.get, { dataset_id, document_id });
    const own = doc_metadata?.filter(({ id }) => id !== 'built-in');
    expect(own?.map(({ name, value }) => `${name}: ${value}`)).toEqual(['author: The author', 'place: The place']);
  });
});

describe('useRetrieval', () => {
  const byWords = {
    search_method: 'keyword_search',
    reranking_enable: false,
    top_k: 2,
    score_threshold_enabled: false,
  } as const;

  it('finds passages and remembers the searches', async () => {
    const { wrapper, dataset_id } = await aDocument('The spare key hangs behind the blue helmet.');
    const { result } = renderHook(() => useRetrieval(dataset_id), { wrapper });
    expect(result.current.run).toBeUndefined();
    await act(() => result.current.search({ query: 'spare key', retrieval_model: byWords }));
    expect(result.current.answer?.records[0]?.segment?.content).toContain('blue helmet');
    await act(() => result.current.search({ query: 'submarine', retrieval_model: byWords }));
    expect(result.current.answer?.records).toEqual([]);
    expect(result.current.history.map(({ input, status }) => `${input.query} ${status}`)).toEqual([
      'submarine success',
      'spare key success',
    ]);
  });

  it('takes the search before back, and lets its answer stand for nothing', async () => {
    const { wrapper, dataset_id, emulator } = await aDocument('The spare key hangs behind the blue helmet.');
    const { result } = renderHook(() => useRetrieval(dataset_id), { wrapper });
    emulator.faults.delayMs = 200;
    act(() => void result.current.search({ query: 'spare', retrieval_model: byWords }));
    expect(result.current.isPending).toBe(true);
    await act(() => result.current.search({ query: 'helmet', retrieval_model: byWords }));
    expect(result.current.history.map(({ status }) => status)).toEqual(['success', 'canceled']);
  });

  it('says why a search failed, and keeps what the one before found', async () => {
    const { wrapper, dataset_id, emulator } = await aDocument('The spare key hangs behind the blue helmet.');
    const { result } = renderHook(() => useRetrieval(dataset_id), { wrapper });
    await act(() => result.current.search({ query: 'spare', retrieval_model: byWords }));
    emulator.faults.status = 500;
    await act(() => result.current.search({ query: 'helmet', retrieval_model: byWords }));
    expect(result.current.error).toMatchObject({ status: 500 });
    expect(result.current.answer?.records).toHaveLength(1);
  });

  it('outlives its view', async () => {
    const { wrapper, dataset_id } = await aDocument();
    const first = renderHook(() => useRetrieval(dataset_id), { wrapper });
    await act(() => first.result.current.search({ query: 'words', retrieval_model: byWords }));
    first.unmount();
    const second = renderHook(() => useRetrieval(dataset_id), { wrapper });
    expect(second.result.current.history).toHaveLength(1);
    act(() => second.result.current.clear());
    expect(second.result.current.history).toEqual([]);
  });
});

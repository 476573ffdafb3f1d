import { ConflictError } from '@dify-oapi/core';
import { datasets, tags } from '@dify-oapi/core/endpoints';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { knowledgeSurroundings } from '../../testing/knowledge-surroundings.tsx';
import { useCreateDataset, useDeleteDataset, useUpdateDataset } from './use-dataset-mutations.ts';
import { useDataset, useDatasets, useInfiniteDatasets } from './use-datasets.ts';
import { useDatasetTags, useKnowledgeTags } from './use-knowledge-tags.ts';
import { useModels } from './use-models.ts';
import { useTagMutations } from './use-tag-mutations.ts';

const namesOf = (rows: readonly { name: string }[] | undefined) => rows?.map(({ name }) => name);

describe('useDatasets', () => {
  it('shows a knowledge base as soon as it is created', async () => {
    const { wrapper } = await knowledgeSurroundings();
    const { result } = renderHook(() => ({ list: useDatasets(), create: useCreateDataset() }), { wrapper });
    await waitFor(() => expect(namesOf(result.current.list.data?.data)).toEqual(['Handbook']));
    await act(() => result.current.create.mutateAsync({ name: 'Recipes' }));
    await waitFor(() => expect(namesOf(result.current.list.data?.data)).toContain('Recipes'));
  });

  it('says that a name is taken', async () => {
    const { wrapper } = await knowledgeSurroundings();
    const { result } = renderHook(() => useCreateDataset(), { wrapper });
    act(() => result.current.mutate({ name: 'Handbook' }));
    await waitFor(() => expect(result.current.error).toBeInstanceOf(ConflictError));
  });

  it('reads all pages into one list of rows', async () => {
    const { wrapper, dify } = await knowledgeSurroundings();
    for (const name of ['B', 'C']) await dify.request(datasets.create, { name });
    const { result } = renderHook(() => useInfiniteDatasets({ limit: 2 }), { wrapper });
    await waitFor(() => expect(result.current.hasNextPage).toBe(true));
    await act(() => result.current.fetchNextPage());
    await waitFor(() => expect(result.current.data?.rows).toHaveLength(3));
    expect(result.current.hasNextPage).toBe(false);
  });
});

describe('useDataset', () => {
  it('shows what a list knows until its own answer is there', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const list = renderHook(() => useDatasets(), { wrapper });
    await waitFor(() => expect(list.result.current.isSuccess).toBe(true));
    emulator.faults.delayMs = 300;
    const { result } = renderHook(() => useDataset(dataset_id), { wrapper });
    expect(result.current.data?.name).toBe('Handbook');
    expect(result.current.isPlaceholderData).toBe(true);
    await waitFor(() => expect(result.current.isPlaceholderData).toBe(false));
  });
});

describe('useUpdateDataset', () => {
  const both = (dataset_id: string) => ({
    list: useDatasets(),
    one: useDataset(dataset_id),
    update: useUpdateDataset(dataset_id),
  });

  it('shows a new name at once, in the list and alone', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.one.isFetched).toBe(true));
    await waitFor(() => expect(result.current.list.isSuccess).toBe(true));
    emulator.faults.delayMs = 300;
    act(() => result.current.update.mutate({ name: 'Manual' }));
    await waitFor(() => expect(result.current.one.data?.name).toBe('Manual'));
    expect(result.current.update.isPending).toBe(true);
    expect(namesOf(result.current.list.data?.data)).toEqual(['Manual']);
    await waitFor(() => expect(result.current.update.isSuccess).toBe(true));
  });

  it('takes back what Dify refuses', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.one.isFetched && result.current.list.isSuccess).toBe(true));
    emulator.faults.status = 500;
    act(() => result.current.update.mutate({ name: 'Manual' }));
    await waitFor(() => expect(result.current.update.isError).toBe(true));
    await waitFor(() => expect(result.current.one.data?.name).toBe('Handbook'));
    expect(namesOf(result.current.list.data?.data)).toEqual(['Handbook']);
  });

  it('does not show before the answer what the server decides', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => both(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.one.isPlaceholderData).toBe(false));
    await waitFor(() => expect(result.current.one.isSuccess).toBe(true));
    emulator.faults.delayMs = 300;
    act(() => result.current.update.mutate({ indexing_technique: 'economy' }));
    await waitFor(() => expect(result.current.update.isPending).toBe(true));
    expect(result.current.one.data?.indexing_technique).toBeNull();
    await waitFor(() => expect(result.current.one.data?.indexing_technique).toBe('economy'), { timeout: 5000 });
  });

  it('lets the last of several hasty changes stay', async () => {
    const { wrapper, dataset_id, dify, asked } = await knowledgeSurroundings();
    const { result } = renderHook(() => useUpdateDataset(dataset_id), { wrapper });
    act(() => {
      for (const name of ['One', 'Two', 'Three']) result.current.mutate({ name });
    });
    await waitFor(() => expect(asked.filter((line) => line.startsWith('PATCH'))).toHaveLength(3));
    await waitFor(async () => expect((await dify.request(datasets.get, { dataset_id })).name).toBe('Three'));
  });
});

describe('useDeleteDataset', () => {
  it('forgets the knowledge base and all that was read of it', async () => {
    const { wrapper, dataset_id, client } = await knowledgeSurroundings(['a.txt']);
    const list = renderHook(() => ({ list: useDatasets(), remove: useDeleteDataset() }), { wrapper });
    const below = renderHook(() => useDataset(dataset_id), { wrapper });
    await waitFor(() => expect(below.result.current.isSuccess).toBe(true));
    below.unmount();
    await act(() => list.result.current.remove.mutateAsync(dataset_id));
    await waitFor(() => expect(list.result.current.list.data?.data).toEqual([]));
    const held = client.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey.includes(dataset_id) });
    expect(held).toEqual([]);
  });
});

describe('useTagMutations', () => {
  const everything = (dataset_id: string) => ({
    all: useKnowledgeTags(),
    bound: useDatasetTags(dataset_id),
    list: useDatasets(),
    mutations: useTagMutations(),
  });

  it('creates, binds and takes off a tag; the binding shows before Dify answers', async () => {
    const { wrapper, dataset_id, emulator } = await knowledgeSurroundings();
    const { result } = renderHook(() => everything(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.bound.isSuccess && result.current.list.isSuccess).toBe(true));
    const tag = await act(() => result.current.mutations.create.mutateAsync('Bikes'));
    await waitFor(() => expect(namesOf(result.current.all.data)).toEqual(['Bikes']));
    emulator.faults.delayMs = 200;
    act(() => result.current.mutations.bind.mutate({ dataset_id, tags: [tag] }));
    await waitFor(() => expect(namesOf(result.current.bound.data?.data)).toEqual(['Bikes']));
    expect(result.current.mutations.bind.isPending).toBe(true);
    expect(namesOf(result.current.list.data?.data[0]?.tags ?? [])).toEqual(['Bikes']);
    await waitFor(() => expect(Number(result.current.all.data?.[0]?.binding_count)).toBe(1), { timeout: 5000 });
    emulator.faults.delayMs = 0;
    await act(() => result.current.mutations.unbind.mutateAsync({ dataset_id, tags: [tag] }));
    await waitFor(() => expect(Number(result.current.all.data?.[0]?.binding_count)).toBe(0));
    expect(result.current.bound.data?.data).toEqual([]);
  });

  it('takes a binding back that Dify refuses', async () => {
    const { wrapper, dataset_id, dify, emulator } = await knowledgeSurroundings();
    const tag = await dify.request(tags.create, { name: 'Bikes' });
    const { result } = renderHook(() => everything(dataset_id), { wrapper });
    await waitFor(() => expect(result.current.bound.isSuccess && result.current.list.isSuccess).toBe(true));
    emulator.faults.status = 403;
    act(() => result.current.mutations.bind.mutate({ dataset_id, tags: [tag] }));
    await waitFor(() => expect(result.current.mutations.bind.isError).toBe(true));
    await waitFor(() => expect(result.current.bound.data?.data).toEqual([]));
    expect(result.current.list.data?.data[0]?.tags).toEqual([]);
  });
});

describe('useModels', () => {
  it('tells the models of a kind', async () => {
    const { wrapper } = await knowledgeSurroundings();
    const { result } = renderHook(() => useModels('text-embedding'), { wrapper });
    await waitFor(() => expect(result.current.data?.data[0]?.models[0]?.model_type).toBe('text-embedding'));
  });
});

import { datasets, documents, messages, tags } from '@dify-oapi/core/endpoints';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { aKnowledgeBase } from '../testing/a-knowledge-base.ts';
import { infiniteDatasetsQuery } from './datasets-queries.ts';
import { documentsQuery, infiniteDocumentsQuery } from './documents-queries.ts';
import { endpointInfiniteQuery } from './endpoint-infinite-query.ts';
import { endpointQuery } from './endpoint-query.ts';
import { keepPreviousPage } from './keep-previous-page.ts';
import { knowledgeKeys } from './knowledge-keys.ts';
import { withOlderRows, withRows } from './list-rows.ts';
import { firstPage, nextPage } from './next-page.ts';

const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];

describe('endpointQuery', () => {
  it('reads an endpoint under a key of plain JSON that begins with the client', async () => {
    const { dify, dataset_id } = await aKnowledgeBase();
    const query = endpointQuery(dify, datasets.get, { dataset_id });
    expect(JSON.parse(JSON.stringify(query.queryKey))).toEqual(query.queryKey);
    expect(query.queryKey.slice(1)).toEqual(['dify', 'datasets', dataset_id]);
    expect((await new QueryClient().fetchQuery(query)).name).toBe('Handbook');
  });

  it('never shares a key between two clients', async () => {
    const [one, other] = [await aKnowledgeBase(), await aKnowledgeBase()];
    const key = ({ dify }: typeof one) => endpointQuery(dify, tags.list, {}).queryKey;
    expect(key(one)).not.toEqual(key(other));
  });

  it('takes the call back when nobody waits for it any more', async () => {
    const { dify, dataset_id, emulator } = await aKnowledgeBase();
    emulator.faults.delayMs = 5000;
    const client = new QueryClient();
    const query = endpointQuery(dify, datasets.get, { dataset_id });
    const reading = client.fetchQuery(query);
    await client.cancelQueries({ queryKey: query.queryKey });
    await expect(reading).rejects.toThrow();
  });
});

describe('knowledgeKeys', () => {
  it('cover what lies below them', async () => {
    const { dify, dataset_id } = await aKnowledgeBase();
    const below = documentsQuery(dify, { dataset_id, page: 2 }).queryKey;
    const above = knowledgeKeys.dataset(dify, dataset_id);
    expect(below.slice(0, above.length)).toEqual(above);
  });
});

describe('endpointInfiniteQuery', () => {
  it('reads page after page until the total is reached, also when the last page is exactly full', async () => {
    const { dify, dataset_id, asked } = await aKnowledgeBase(names);
    const query = infiniteDocumentsQuery(dify, { dataset_id, limit: 2 });
    const data = await new QueryClient().fetchInfiniteQuery({ ...query, pages: 9 });
    expect(data.pages.map((page) => [page.data.length, page.has_more])).toEqual([
      [2, true],
      [2, true],
    ]);
    expect(asked.filter((line) => line.startsWith('GET'))).toHaveLength(2);
  });

  it('keeps its pages under another key than the single page', async () => {
    const { dify, dataset_id } = await aKnowledgeBase();
    const input = { dataset_id, limit: 2 };
    expect(infiniteDocumentsQuery(dify, input).queryKey).not.toEqual(documentsQuery(dify, input).queryKey);
    expect(infiniteDatasetsQuery(dify).queryKey.slice(1)).toEqual(['dify', 'datasets', { pages: 'all' }]);
  });

  it('refuses a list that comes whole', async () => {
    const { dify, dataset_id } = await aKnowledgeBase();
    expect(() => endpointInfiniteQuery(dify, tags.listForDataset, { dataset_id })).toThrow(/endpointQuery/);
  });
});

describe('nextPage', () => {
  const page = (count: number, fields: object = {}) => ({
    data: Array.from({ length: count }, (_, id) => ({ id })),
    ...fields,
  });

  it('goes by the total rather than by has_more', () => {
    const full = page(20, { total: 40, limit: 20, has_more: true });
    expect(nextPage('page', {}, full, [full], 1)).toBe(2);
    expect(nextPage('page', {}, full, [full], 2)).toBeUndefined();
  });

  it('counts the hundred rows that a server answers at most, whatever was asked for', () => {
    const cut = page(100, { total: 130, limit: 130, has_more: false });
    expect(nextPage('page', { limit: 130 }, cut, [cut], 1)).toBe(2);
  });

  it('asks on until a page is empty where nothing is said', () => {
    expect(nextPage('page', {}, page(3), [page(3)], 1)).toBe(2);
    expect(nextPage('page', {}, page(0), [page(0)], 2)).toBeUndefined();
  });

  it('begins at the last row of the second before, for rows of the cursor’s own second would be passed over', () => {
    const data = [
      { id: 'a', updated_at: 3 },
      { id: 'b', updated_at: 2 },
      { id: 'c', updated_at: 2 },
    ];
    const last = { data, has_more: true };
    const whole = { data, has_more: false };
    expect(nextPage('last_id', {}, last, [last], null)).toBe('a');
    expect(nextPage('last_id', {}, last, [last], 'a')).toBe('c');
    expect(nextPage('last_id', {}, whole, [whole], null)).toBeUndefined();
  });

  it('goes back in time from the first row of a history', () => {
    expect(messages.list.pages).toBe('first_id');
    const data = [
      { id: 'a', created_at: 1 },
      { id: 'b', created_at: 2 },
    ];
    const last = { data, has_more: true };
    expect(nextPage('first_id', {}, last, [last], 'b')).toBe('a');
  });

  it('begins where the input says', () => {
    expect([firstPage('page', {}), firstPage('page', { page: 3 }), firstPage('last_id', {})]).toEqual([1, 3, null]);
  });
});

describe('rows', () => {
  const pages = [{ data: [{ id: 1 }, { id: 2 }] }, { data: [{ id: 2 }, { id: 3 }] }];

  it('stand in one list, each once', () => {
    expect(withRows({ pages, pageParams: [1, 2] }).rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('of a history stand in the order of time', () => {
    const history = [{ data: [{ id: 3 }, { id: 4 }] }, { data: [{ id: 1 }, { id: 2 }] }];
    expect(withOlderRows({ pages: history, pageParams: [null, '3'] }).rows.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });
});

describe('keepPreviousPage', () => {
  it('keeps the page before of the same list, and never of another', async () => {
    const { dify, dataset_id } = await aKnowledgeBase();
    const key = (id: string, page: number) => endpointQuery(dify, documents.list, { dataset_id: id, page }).queryKey;
    const keep = keepPreviousPage(key(dataset_id, 2));
    expect(keep('rows', { queryKey: key(dataset_id, 1) })).toBe('rows');
    expect(keep('rows', { queryKey: key('00000000-0000-4000-8000-000000000000', 1) })).toBeUndefined();
  });
});

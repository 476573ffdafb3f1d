import { datasets, documents, tags } from '@dify-oapi/core/endpoints';
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

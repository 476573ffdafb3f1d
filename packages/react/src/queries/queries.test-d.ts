import type { DifyClient, OutputOf } from '@dify-oapi/core';
import type { datasets, documents, segments, tags } from '@dify-oapi/core/endpoints';
import type { QueryClient } from '@tanstack/react-query';
import { describe, expectTypeOf, it } from 'vitest';
import { datasetQuery, datasetsQuery, infiniteDatasetsQuery } from './datasets-queries.ts';
import { documentQuery, documentsQuery } from './documents-queries.ts';
import type { infiniteSegmentsQuery } from './segments-queries.ts';
import { knowledgeTagsQuery } from './tags-queries.ts';

declare const dify: DifyClient;
declare const client: QueryClient;

describe('the factories', () => {
  it('infer what their endpoint answers', () => {
    expectTypeOf(client.fetchQuery(datasetsQuery(dify))).resolves.toEqualTypeOf<OutputOf<typeof datasets.list>>();
    expectTypeOf(client.fetchQuery(datasetQuery(dify, 'd'))).resolves.toEqualTypeOf<OutputOf<typeof datasets.get>>();
    expectTypeOf(client.fetchQuery(documentsQuery(dify, { dataset_id: 'd' }))).resolves.toEqualTypeOf<
      OutputOf<typeof documents.list>
    >();
    expectTypeOf(client.fetchQuery(documentQuery(dify, { dataset_id: 'd', document_id: 'e' }))).resolves.toEqualTypeOf<
      OutputOf<typeof documents.get>
    >();
    expectTypeOf(client.fetchQuery(knowledgeTagsQuery(dify))).resolves.toEqualTypeOf<OutputOf<typeof tags.list>>();
  });

  it('tell the cache what it holds under their key', () => {
    expectTypeOf(client.getQueryData(datasetsQuery(dify).queryKey)).toEqualTypeOf<
      OutputOf<typeof datasets.list> | undefined
    >();
  });

  it('take what the endpoint takes and nothing else', () => {
    documentsQuery(dify, { dataset_id: 'd', status: 'available' });
    // @ts-expect-error: a status that Dify does not know
    documentsQuery(dify, { dataset_id: 'd', status: 'unknown' });
    // @ts-expect-error: no knowledge base
    documentsQuery(dify, { page: 1 });
    // @ts-expect-error: a field that the list does not take
    infiniteDatasetsQuery(dify, { name: 'x' });
  });

  it('give the rows of all pages their type', () => {
    type Rows = ReturnType<NonNullable<ReturnType<typeof infiniteSegmentsQuery>['select']>>['rows'];
    expectTypeOf<Rows>().toEqualTypeOf<readonly OutputOf<typeof segments.list>['data'][number][]>();
  });
});

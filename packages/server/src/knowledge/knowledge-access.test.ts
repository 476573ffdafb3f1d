import { type AnyEndpoint, endpoints, resources } from '@dify-oapi/core/endpoints';
import { describe, expect, it, vi } from 'vitest';
import { operations } from '../operations.ts';
import { errorOf } from '../testing/handler-on.ts';
import {
  allowed,
  childId,
  documentId,
  everything,
  fromKnowledgePage,
  knowledgeForm,
  knowledgeOn,
  knowledgeRequest,
  membersAnswer,
  metadataId,
  outside,
  segmentId,
  tagId,
} from '../testing/knowledge-on.ts';
import { json, recordedDify } from '../testing/recorded-dify.ts';
import { traversals } from '../testing/traversals.ts';
import {
  isKnowledgeOperation,
  type KnowledgeOperation,
  knowledgePresets,
  knowledgeRules,
} from './knowledge-operations.ts';
import type { KnowledgeHandlerOptions } from './knowledge-options.ts';

const all = Object.keys(knowledgeRules).filter(isKnowledgeOperation);
const endpointOf = (operation: KnowledgeOperation): AnyEndpoint => endpoints[operation];
const isBelowDataset = (operation: KnowledgeOperation) => endpointOf(operation).path.includes('{dataset_id}');
const bindsTags = ['bindTagsToDataset', 'unbindTagFromDataset'];

/** Whom a handler of one preset lets through; an answer of Dify's that fits nothing is a 502. */
async function ask(request: Request, options: Partial<KnowledgeHandlerOptions> = {}) {
  const dify = recordedDify((asked) => membersAnswer(asked) ?? json({ result: 'success' }));
  const response = await knowledgeOn(dify.fetch, { enable: everything, ...options })(request);
  return { response, asked: dify.requests };
}

describe('P31: what opens an operation', () => {
  it('P31 every endpoint of the core is an app’s or has a rule here', () => {
    const named = [...operations, ...all];
    expect(named.toSorted()).toEqual(Object.keys(endpoints).toSorted());
    const { childChunks, datasets, documents, metadata, models, pipeline, segments, tags } = resources;
    const knowledge: AnyEndpoint[] = [
      childChunks,
      datasets,
      documents,
      metadata,
      models,
      pipeline,
      segments,
      tags,
    ].flatMap((resource) => Object.values(resource));
    expect(all.toSorted()).toEqual(knowledge.map(({ operationId }) => operationId).toSorted());
  });

  it('P31 a reader reads, a contributor adds, and nobody else does', () => {
    const opened = (preset: string) =>
      all.filter((operation) => knowledgeRules[operation].preset === preset).toSorted();
    expect(opened('read')).toEqual([
      'downloadDocument',
      'downloadDocumentsZip',
      'getAvailableModels',
      'getBuiltInMetadataFields',
      'getChildChunks',
      'getDatasetDetail',
      'getDocumentDetail',
      'getDocumentIndexingStatus',
      'getKnowledgeTags',
      'getSegmentDetail',
      'listDatasets',
      'listDocuments',
      'listMetadataFields',
      'listSegments',
      'queryDatasetTags',
      'retrieveSegments',
    ]);
    expect(opened('contribute')).toEqual([
      'createChildChunk',
      'createDocumentFromFile',
      'createDocumentFromText',
      'createSegments',
      'listDatasourcePlugins',
      'runDatasourceNode',
      'runPipeline',
      'uploadPipelineFile',
    ]);
  });

  it.each(all)('P31 %s: open from its preset on, 403 below it', async (operation) => {
    for (const preset of knowledgePresets) {
      const { response, asked } = await ask(knowledgeRequest(operation), { preset });
      const isOpen = knowledgePresets.indexOf(preset) >= knowledgePresets.indexOf(knowledgeRules[operation].preset);
      if (isOpen) expect(asked.at(-1)?.url.pathname).toMatch(/^\/v1\/(?:datasets|workspaces)/);
      else expect([asked.length, await errorOf(response)]).toMatchObject([0, { status: 403, code: 'forbidden' }]);
    }
  });

  it.each(all)('P31 %s: nothing of a knowledge base outside the list, whatever the preset', async (operation) => {
    for (const preset of knowledgePresets) {
      const { response, asked } = await ask(knowledgeRequest(operation, { dataset: outside }), { preset });
      if (!isBelowDataset(operation) && !bindsTags.includes(operation)) continue;
      expect(asked).toEqual([]);
      const isShut = bindsTags.includes(operation) && preset !== 'manage';
      expect(await errorOf(response)).toMatchObject(isShut ? { status: 403 } : { status: 404, code: 'not_found' });
    }
  });

  it.each(all.filter((operation) => 'needs' in knowledgeRules[operation]))(
    'P31 %s: nothing is there until its switch is on',
    async (operation) => {
      const { response, asked } = await ask(knowledgeRequest(operation), { enable: {} });
      expect(response.status).toBe(404);
      expect(asked).toEqual([]);
      const others = Object.fromEntries(
        Object.entries(everything).filter(
          ([name]) => !('needs' in knowledgeRules[operation] && knowledgeRules[operation].needs === name),
        ),
      );
      expect((await ask(knowledgeRequest(operation), { enable: others })).asked).toEqual([]);
    },
  );

  it('P31 a list of operations opens those and no others, for everybody or by person', async () => {
    const preset: KnowledgeHandlerOptions['preset'] = ({ user }) => (user.id === 'ada' ? ['updateSegment'] : 'read');
    const as = (person: string) => ({ headers: { 'x-test-person': person } });
    expect((await ask(knowledgeRequest('updateSegment', as('ada')), { preset })).asked.length).toBeGreaterThan(0);
    expect((await ask(knowledgeRequest('listDocuments', as('ada')), { preset })).response.status).toBe(403);
    expect((await ask(knowledgeRequest('updateSegment', as('grace')), { preset })).response.status).toBe(403);
    expect((await ask(knowledgeRequest('listDocuments', as('grace')), { preset })).asked).toHaveLength(1);
  });

  it.each<[string, KnowledgeHandlerOptions['preset']]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['answers a word that is none', () => JSON.parse('"everything"')],
    ['answers nothing', () => JSON.parse('null')],
    ['answers a list with a stranger', () => JSON.parse('["listDocuments","sendChatMessage"]')],
  ])('P31 allows nothing when preset() %s', async (_, preset) => {
    for (const operation of all) {
      const { asked, response } = await ask(knowledgeRequest(operation), { preset });
      expect([operation, response.status, asked.length]).toEqual([operation, 403, 0]);
    }
  });

  it.each<[string, KnowledgeHandlerOptions['datasets']]>([
    ['throws', () => Promise.reject(new Error('down'))],
    ['answers nothing', () => JSON.parse('null')],
    ['answers one id', () => JSON.parse(`"${allowed}"`)],
    ['answers ids that are none', () => JSON.parse(`["${allowed}",5]`)],
    ['answers an empty list', () => []],
  ])('P31 shows no knowledge base when datasets() %s', async (_, datasets) => {
    for (const operation of all.filter(isBelowDataset)) {
      const { asked, response } = await ask(knowledgeRequest(operation), { datasets });
      expect([operation, response.status, asked.length]).toEqual([operation, 404, 0]);
    }
    const list = await ask(knowledgeRequest('listDatasets'), { datasets });
    expect(await list.response.json()).toEqual({ data: [], has_more: false, limit: 20, total: 0, page: 1 });
    expect(list.asked).toEqual([]);
  });

  it('P31 an id means the same in both cases', async () => {
    const { asked } = await ask(knowledgeRequest('getDatasetDetail', { dataset: allowed.toUpperCase() }));
    expect(asked).toHaveLength(1);
    expect((await ask(knowledgeRequest('getDatasetDetail', { dataset: outside.toUpperCase() }))).asked).toEqual([]);
  });
});

describe('P31: authorize', () => {
  it.each(all)('P31 %s: anything but true is a 403, and Dify is not asked', async (operation) => {
    for (const verdict of [() => false, () => Promise.reject(new Error('down')), () => JSON.parse('"yes"')]) {
      const { response, asked } = await ask(knowledgeRequest(operation), { authorize: verdict });
      expect([response.status, asked.length]).toEqual([403, 0]);
    }
  });

  it.each(all)('P31 %s: is asked with the person, the knowledge base and each document', async (operation) => {
    const authorize = vi.fn(() => true);
    await ask(knowledgeRequest(operation), { authorize });
    const calls = authorize.mock.calls.flat().map((call) => JSON.parse(JSON.stringify(call)));
    const { path, payload } = endpointOf(operation);
    const named = path.includes('{document_id}') || /documents\/(?:status|metadata|download-zip)/.test(path);
    const last = calls.at(-1);
    expect(last).toMatchObject({ operation, user: { id: 'ada' } });
    expect(last?.datasetId).toBe(isBelowDataset(operation) || bindsTags.includes(operation) ? allowed : undefined);
    expect([payload, last?.documentId]).toEqual([payload, named ? documentId : undefined]);
  });

  it('P31 asks for every document of a batch, and one refusal refuses all', async () => {
    const second = documentId.replace('d', '1');
    const authorize: KnowledgeHandlerOptions['authorize'] = ({ documentId: id }) => id !== second;
    const body = { document_ids: [documentId, second] };
    for (const operation of ['batchUpdateDocumentStatus', 'downloadDocumentsZip'] as const) {
      const { response, asked } = await ask(knowledgeRequest(operation, { body }), { authorize });
      expect([response.status, asked.length]).toEqual([403, 0]);
    }
  });
});

describe('P31: what a body names', () => {
  const foreign = documentId.replace('d', '1');

  it.each<[KnowledgeOperation, Readonly<Record<string, unknown>>]>([
    ['batchUpdateDocumentStatus', { document_ids: [documentId, foreign] }],
    ['downloadDocumentsZip', { document_ids: [foreign] }],
    ['batchUpdateDocumentMetadata', { operation_data: [{ document_id: foreign, metadata_list: [] }] }],
    [
      'batchUpdateDocumentMetadata',
      { operation_data: [{ document_id: documentId, metadata_list: [{ id: foreign, name: 'x' }] }] },
    ],
    ['createDocumentFromText', { original_document_id: foreign }],
    ['createDocumentFromFile', { original_document_id: foreign }],
    ['updateDocument', { original_document_id: foreign }],
  ])('P31 %s: a 404 for %j, which belongs to another knowledge base', async (operation, body) => {
    const { response, asked } = await ask(knowledgeRequest(operation, { body }));
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'not_found' });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  it.each<[KnowledgeOperation, Readonly<Record<string, string>>]>([
    ['deleteDocument', { document_id: foreign }],
    ['listSegments', { document_id: foreign }],
    ['getSegmentDetail', { document_id: foreign }],
    ['getSegmentDetail', { segment_id: foreign }],
    ['updateSegment', { segment_id: foreign }],
    ['deleteSegment', { segment_id: foreign }],
    ['getChildChunks', { segment_id: foreign }],
    ['createChildChunk', { segment_id: foreign }],
    ['updateChildChunk', { segment_id: foreign }],
    ['updateChildChunk', { child_chunk_id: foreign }],
    ['deleteChildChunk', { child_chunk_id: foreign }],
    ['updateMetadataField', { metadata_id: foreign }],
    ['deleteMetadataField', { metadata_id: foreign }],
    ['downloadDocument', { document_id: foreign }],
  ])('P31 %s: a 404 for %j in the path', async (operation, ids) => {
    const { response, asked } = await ask(knowledgeRequest(operation, { ids }));
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'not_found' });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    expect(asked.at(-1)?.url.pathname).not.toMatch(/download$/);
  });

  it.each<[KnowledgeOperation, string]>([
    ['updateSegment', segmentId],
    ['updateChildChunk', childId],
    ['updateMetadataField', metadataId],
    ['deleteDocument', documentId],
  ])('%s: what belongs together is asked for once, and then known', async (operation) => {
    const dify = recordedDify((asked) => membersAnswer(asked) ?? json({ data: {} }));
    const handler = knowledgeOn(dify.fetch);
    await handler(knowledgeRequest(operation));
    const first = dify.requests.length;
    await handler(knowledgeRequest(operation));
    expect(dify.requests.length).toBe(first + 1);
  });

  it.each(['createDocumentFromText', 'createDocumentFromFile'] as const)(
    'P31 %s: a contributor may not put it in the place of another document',
    async (operation) => {
      const body = { original_document_id: documentId };
      const { response, asked } = await ask(knowledgeRequest(operation, { body }), { preset: 'contribute' });
      expect([response.status, asked.length]).toEqual([403, 0]);
      expect((await ask(knowledgeRequest(operation, { body }))).asked).toHaveLength(2);
    },
  );

  it('P31 a contributor runs what is published, not drafts', async () => {
    const body = { is_published: false };
    for (const operation of ['runPipeline', 'runDatasourceNode'] as const) {
      const { response, asked } = await ask(knowledgeRequest(operation, { body }), { preset: 'contribute' });
      expect([response.status, asked.length]).toEqual([403, 0]);
      expect((await ask(knowledgeRequest(operation, { body }))).asked).toHaveLength(1);
    }
  });

  it('P31 include_all and tag_ids of the list need their switches', async () => {
    for (const query of ['?include_all=true', `?tag_ids=${tagId}`, `?tag_ids=${tagId}&tag_ids=${tagId}`]) {
      const { response, asked } = await ask(knowledgeRequest('listDatasets', { query }), { enable: {} });
      expect([response.status, asked.length]).toEqual([403, 0]);
      const open = await ask(knowledgeRequest('listDatasets', { query }));
      expect(open.asked[0]?.url.search).toContain(query.slice(1));
    }
  });

  it.each<[KnowledgeOperation, Readonly<Record<string, unknown>>]>([
    ['createSegments', { segments: [{ content: 'x', attachment_ids: [tagId] }] }],
    ['updateSegment', { segment: { attachment_ids: [tagId] } }],
    ['retrieveSegments', { query: 'x', attachment_ids: [tagId] }],
  ])('P31 %s: no picture of somewhere in the workspace', async (operation, body) => {
    const { response, asked } = await ask(knowledgeRequest(operation, { body }));
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'attachment_forbidden' });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('keeps the pictures that a chunk has already', async () => {
    const dify = recordedDify((asked) => {
      if (!asked.url.pathname.endsWith(segmentId) || asked.method !== 'GET')
        return membersAnswer(asked) ?? json({ data: {} });
      return json({ data: { id: segmentId, document_id: documentId, attachments: [{ id: tagId.toUpperCase() }] } });
    });
    const body = { segment: { content: 'x', attachment_ids: [tagId] } };
    await knowledgeOn(dify.fetch)(knowledgeRequest('updateSegment', { body }));
    expect(dify.requests.at(-1)?.json).toEqual(body);
  });
});

describe('P02: ids in paths', () => {
  const slotted = all.flatMap((operation) =>
    Array.from(endpointOf(operation).path.matchAll(/\{(\w+)\}/g), ([, slot = '']) => [operation, slot] as const),
  );

  it.each(slotted)('P02 %s: nothing that climbs passes as %s', async (operation, slot) => {
    const dify = recordedDify((asked) => membersAnswer(asked) ?? json({}));
    const handler = knowledgeOn(dify.fetch, { enable: everything, datasets: 'all' });
    for (const value of traversals) {
      const isHarmless = (slot === 'batch' || slot === 'node_id') && /^(?!\.+$)[\w.~-]{1,512}$/.test(value);
      if (isHarmless) continue;
      const response = await handler(knowledgeRequest(operation, { ids: { [slot]: value } }));
      const asked = dify.requests.splice(0);
      // A traversal that the page's own URL parser resolved is another, right address of this handler.
      const paths = asked.map(({ url }) => url.pathname);
      expect(paths.every((path) => /^\/v1\/(?:datasets|workspaces\/current\/models\/model-types\/)/.test(path))).toBe(
        true,
      );
      expect(paths.some((path) => /\.\.|%|\\/.test(path))).toBe(false);
      if (asked.length === 0) expect([400, 403, 404, 405]).toContain(response.status);
    }
  });
});

describe('P03 and P04: who asks', () => {
  it.each(all)('P03 %s: 401 without a person, and Dify is not asked', async (operation) => {
    const { response, asked } = await ask(knowledgeRequest(operation, { headers: { 'x-test-person': 'nobody' } }));
    expect([response.status, asked.length]).toEqual([401, 0]);
  });

  it.each(all)('P04 %s: nothing that a page says of itself or of keys goes to Dify', async (operation) => {
    const body = {
      user: 'mallory',
      created_by: 'mallory',
      tenant_id: 'mallory',
      api_key: 'mallory',
      dataset_id: outside,
    };
    const headers = {
      authorization: 'Bearer mallory',
      cookie: 'session=mallory',
      'x-api-key': 'mallory',
      'x-forwarded-for': 'mallory',
      'x-trace-id': 'mallory',
      traceparent: 'mallory',
    };
    const request = knowledgeRequest(
      operation,
      endpointOf(operation).payload === 'form'
        ? { headers }
        : { headers, body, query: '?user=mallory&tenant_id=mallory' },
    );
    const { asked } = await ask(request);
    expect(asked.length).toBeGreaterThan(0);
    for (const { headers: sent, body: text, url } of asked) {
      expect(`${url.href} ${text} ${JSON.stringify([...sent])}`).not.toContain('mallory');
      expect(sent.get('authorization')).toBe('Bearer dataset-CanaryKey123456789012');
      expect(`${url.href} ${text}`).not.toContain(outside);
    }
  });

  it('P04 a form’s other fields stay behind', async () => {
    const form = knowledgeForm();
    form.append('user', 'mallory');
    form.append('original_document_id', documentId);
    const path = `/datasets/${allowed}/document/create-by-file`;
    const { asked } = await ask(fromKnowledgePage('POST', path, { body: form }));
    expect(asked[0]?.form.map(([name]) => name)).toEqual(['file', 'data']);
  });
});

import { endpoints, schemaOf } from '@dify-oapi/core/endpoints';
import { createEmulator, knowledgeBaseId } from '@dify-oapi/emulator';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { errorOf, testLog } from '../testing/handler-on.ts';
import {
  allowed,
  childId,
  datasetKey,
  documentId,
  everything,
  fromKnowledgePage,
  knowledgeForm,
  knowledgeOn,
  knowledgeRequest,
  membersAnswer,
  segmentId,
  tagId,
} from '../testing/knowledge-on.ts';
import { json, liveStream, type RecordedRequest, recordedDify, stream } from '../testing/recorded-dify.ts';
import { isKnowledgeOperation, type KnowledgeOperation, knowledgeRules } from './knowledge-operations.ts';
import type { KnowledgeHandlerOptions } from './knowledge-options.ts';

const all = Object.keys(knowledgeRules).filter(isKnowledgeOperation);
const account = '11111111-0000-4000-8000-00000000000a';
const signed = 'https://files.example/files/1/file-preview?timestamp=1&nonce=2&sign=CANARY';

/** Asks with an answer of Dify's that a test decides; what the handler itself looks up is there. */
async function answered(
  operation: KnowledgeOperation,
  answer: (asked: RecordedRequest) => Response,
  options: Partial<KnowledgeHandlerOptions> = {},
) {
  const log = testLog();
  const path = new URL(knowledgeRequest(operation).url).pathname.replace('/api/knowledge', '/v1');
  const dify = recordedDify((asked) => {
    const isIt = asked.method === endpoints[operation].method && asked.url.pathname === path;
    return (isIt ? undefined : membersAnswer(asked)) ?? answer(asked);
  });
  const response = await knowledgeOn(dify.fetch, { enable: everything, log, ...options })(knowledgeRequest(operation));
  return { response, asked: dify.requests, log };
}

/** A document, chunk and knowledge base as Dify answers them, with more than a page needs. */
const secretFields = {
  tenant_id: 'CANARY',
  credential_id: 'CANARY',
  api_key: 'CANARY',
  something_new: { deep: ['CANARY'] },
  index_node_id: 'CANARY',
  index_node_hash: 'CANARY',
};
const people = { created_by: account, updated_by: account, disabled_by: account, maintainer: account };
const document = {
  ...secretFields,
  ...people,
  id: documentId,
  name: 'axles.txt',
  error: 'POST http://10.0.0.7:6333 said 401 for sk-CANARY123456',
  data_source_info: { ...secretFields, upload_file_id: 'CANARY', url: 'https://found.example/a', job_id: 'CANARY' },
  data_source_detail_dict: { upload_file: { ...secretFields, id: 'CANARY', created_by: account, name: 'axles.txt' } },
  doc_metadata: [{ ...secretFields, id: tagId, name: 'torque', type: 'string', value: '40' }],
};
const segment = {
  ...secretFields,
  ...people,
  id: segmentId,
  document_id: documentId,
  content: 'Tighten.',
  sign_content: `![a](${signed})`,
  attachments: [{ ...secretFields, id: tagId, name: 'a.png', source_url: signed }],
  child_chunks: [{ ...secretFields, id: childId, content: 'Tighten.' }],
};
const dataset = {
  ...secretFields,
  ...people,
  id: allowed,
  name: 'Handbook',
  author_name: account,
  partial_member_list: [account],
  icon_info: { icon_type: 'image', icon: signed, icon_url: signed },
  external_knowledge_info: {
    external_knowledge_id: account,
    external_knowledge_api_id: account,
    external_knowledge_api_endpoint: 'https://CANARY.internal',
  },
  retrieval_model_dict: { ...secretFields, top_k: 3 },
};
const found = {
  query: { content: 'x', ...secretFields },
  records: [
    {
      ...secretFields,
      segment: { ...segment, document: { ...secretFields, id: documentId, name: 'axles.txt' } },
      files: [{ ...secretFields, id: tagId, source_url: signed }],
      tsne_position: { x: 'CANARY' },
      score: 0.5,
    },
  ],
};
const page = (row: object) => ({ ...secretFields, data: [row], has_more: false, limit: 20, total: 1, page: 1 });
const tag = { ...secretFields, id: tagId, name: 'service', type: 'knowledge', binding_count: '1' };
const run = { batch: '20260101123045123456', documents: [document], dataset: { ...dataset } };

/** What Dify answers each operation with, canaries among it. */
const answers: Partial<Record<KnowledgeOperation, unknown>> = {
  listDatasets: page(dataset),
  getDatasetDetail: dataset,
  createDataset: dataset,
  updateDataset: dataset,
  retrieveSegments: found,
  listDocuments: page(document),
  getDocumentDetail: { ...document, dataset_process_rule: { ...secretFields, mode: 'custom', rules: secretFields } },
  getDocumentIndexingStatus: {
    data: [{ ...secretFields, id: documentId, indexing_status: 'error', error: document.error }],
  },
  createDocumentFromText: { document, batch: '20260101123045123456', ...secretFields },
  createDocumentFromFile: { document, batch: '20260101123045123456' },
  updateDocument: { document, batch: '20260101123045123456' },
  updateDocumentByText: { document, batch: '20260101123045123456' },
  updateDocumentByFile: { document, batch: '20260101123045123456' },
  batchUpdateDocumentStatus: { result: 'success', ...secretFields },
  listSegments: page(segment),
  getSegmentDetail: { data: segment, doc_form: 'text_model', ...secretFields },
  createSegments: { data: [segment], ...secretFields },
  updateSegment: { data: segment, ...secretFields },
  getChildChunks: page({ ...secretFields, id: childId, content: 'x' }),
  createChildChunk: { data: { ...secretFields, id: childId, content: 'x' } },
  updateChildChunk: { data: { ...secretFields, id: childId, content: 'x' } },
  listMetadataFields: { doc_metadata: [{ ...secretFields, id: tagId, name: 'torque', type: 'string', count: 1 }] },
  getBuiltInMetadataFields: { fields: [{ ...secretFields, name: 'uploader', type: 'string' }] },
  createMetadataField: { ...secretFields, id: tagId, name: 'torque', type: 'string' },
  updateMetadataField: { ...secretFields, id: tagId, name: 'torque', type: 'string' },
  toggleBuiltInMetadataField: { result: 'success', ...secretFields },
  batchUpdateDocumentMetadata: { result: 'success', ...secretFields },
  queryDatasetTags: { data: [tag], total: 1, ...secretFields },
  getKnowledgeTags: [tag],
  createKnowledgeTag: tag,
  updateKnowledgeTag: tag,
  getAvailableModels: {
    data: [
      {
        ...secretFields,
        provider: 'openai',
        icon_small: { en_US: 'https://CANARY' },
        models: [{ ...secretFields, model: 'm' }],
      },
    ],
  },
  listDatasourcePlugins: [
    {
      ...secretFields,
      node_id: 'crawl',
      datasource_type: 'website_crawl',
      credentials: [{ ...secretFields, id: 'c', name: 'mine' }],
    },
  ],
  uploadPipelineFile: { ...secretFields, ...people, id: tagId, name: 'a.txt', size: 1, preview_url: signed },
  runPipeline: run,
};
const answering = all.filter((operation) => Object.hasOwn(answers, operation));

describe('what passes of an answer', () => {
  it.each(answering)('%s: nothing but the fields that a page needs', async (operation) => {
    for (const preset of ['manage', [operation]] as const) {
      const { response } = await answered(operation, () => json(answers[operation]), { preset });
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).not.toMatch(/CANARY|10\.0\.0\.7|secret|tenant_id/);
      expect(text.length).toBeGreaterThan(10);
      if (preset !== 'manage' && operation !== 'updateDataset') expect(text).not.toContain(account);
    }
  });

  it.each(answering)('%s: what passes still fits the core’s own schema', async (operation) => {
    const { response } = await answered(operation, () => json(complete(operation)), {});
    const body: unknown = await response.json();
    expect(v.safeParse(schemaOf(endpoints[operation].output), body)).toMatchObject({ success: true });
  });

  it('ids of accounts are for those who manage', async () => {
    const asked = async (preset: KnowledgeHandlerOptions['preset']) => {
      const { response } = await answered('getDatasetDetail', () => json(dataset), { preset });
      const { created_by, partial_member_list, external_knowledge_info } = await response.json();
      return { created_by, partial_member_list, external_knowledge_info };
    };
    expect(await asked('manage')).toEqual({
      created_by: account,
      partial_member_list: [account],
      external_knowledge_info: { external_knowledge_id: account, external_knowledge_api_id: account },
    });
    expect(await asked('contribute')).toEqual({});
    expect(await asked('read')).toEqual({});
  });

  it.each<[readonly string[], boolean]>([
    [[], false],
    [['https://files.example'], true],
    [['https://files.example.evil.example'], false],
    [['http://files.example'], false],
  ])('signed addresses pass where fileOrigins is %j: %s', async (fileOrigins, passes) => {
    for (const operation of ['retrieveSegments', 'listSegments', 'getDatasetDetail'] as const) {
      const { response } = await answered(operation, () => json(answers[operation]), { fileOrigins });
      expect((await response.text()).includes('sign=CANARY')).toBe(passes);
    }
  });

  it.each([
    'javascript:alert(1)//https://files.example',
    '//files.example/a',
    'https://files.example@evil.example/a',
    'https://evil.example/https://files.example',
    'https://files.example:8443/a',
    'https://files.example\\@evil.example/a',
    'data:text/html,x',
    '/files/a?sign=x',
  ])('the address %j is none of https://files.example', async (source_url) => {
    const attachments = [{ id: tagId, name: 'a.png', source_url }];
    const { response } = await answered(
      'getSegmentDetail',
      () => json({ data: { ...segment, attachments, sign_content: `x ${source_url}?sign=1` } }),
      {
        fileOrigins: ['https://files.example'],
      },
    );
    const { data } = await response.json();
    expect(data.attachments).toEqual([{ id: tagId, name: 'a.png' }]);
    expect(data).not.toHaveProperty('sign_content');
  });

  it.each([
    'deleteDataset',
    'deleteDocument',
    'deleteSegment',
    'deleteChildChunk',
    'deleteMetadataField',
    'deleteKnowledgeTag',
    'bindTagsToDataset',
    'unbindTagFromDataset',
  ] as const)('%s: 204, however the server says it', async (operation) => {
    for (const said of [
      new Response(null, { status: 204 }),
      json(204),
      json({ result: 'success' }),
      new Response(''),
    ]) {
      const { response } = await answered(operation, () => said.clone());
      expect([response.status, await response.text()]).toEqual([204, '']);
    }
  });
});

/** An answer with everything that the core's schema wants. */
function complete(operation: KnowledgeOperation): unknown {
  const doc = { ...document, created_at: 1, indexing_status: 'completed', enabled: true, archived: false, position: 1 };
  const chunk = {
    ...segment,
    position: 1,
    enabled: true,
    status: 'completed',
    child_chunks: [{ id: childId, content: 'x', position: 1 }],
  };
  const text = JSON.stringify(answers[operation])
    .replaceAll(JSON.stringify(document), JSON.stringify(doc))
    .replaceAll(JSON.stringify(segment), JSON.stringify(chunk))
    .replaceAll(`"id":"${childId}"`, `"position":1,"id":"${childId}"`);
  return JSON.parse(text);
}

describe('P12 to P15: what Dify answers', () => {
  it.each(all)('P12 %s: a redirect is not followed', async (operation) => {
    for (const status of [301, 302, 307]) {
      const { response, asked } = await answered(
        operation,
        () => new Response(null, { status, headers: { location: 'https://evil.example' } }),
      );
      expect(await errorOf(response)).toMatchObject({ status: 502, code: 'upstream_redirect' });
      expect(asked.every(({ redirect, url }) => redirect === 'manual' && url.host === 'dify.example')).toBe(true);
    }
  });

  it.each<[number, unknown, number, string]>([
    [400, { code: 'invalid_param', message: 'Content is empty' }, 400, 'invalid_param'],
    [400, { error: 'Answer is required' }, 400, 'invalid_param'],
    [400, { code: 'invalid_action', message: 'Document is being indexed' }, 400, 'invalid_action'],
    [400, { code: 'provider_not_initialize', message: 'CANARY' }, 400, 'provider_not_initialize'],
    [400, { code: 'strange', message: 'CANARY' }, 400, 'bad_request'],
    [401, { code: 'unauthorized', message: 'CANARY' }, 502, 'upstream_auth'],
    [403, { code: 'forbidden', message: 'CANARY' }, 403, 'forbidden'],
    [403, { code: 'archived_document_immutable', message: 'CANARY' }, 403, 'archived_document_immutable'],
    [
      403,
      { code: 'forbidden', message: 'You have reached the knowledge base request rate limit.' },
      429,
      'too_many_requests',
    ],
    [404, { code: 'not_found', message: 'CANARY' }, 404, 'not_found'],
    [404, '<h1>CANARY</h1>', 405, 'unsupported_operation'],
    [405, '', 405, 'unsupported_operation'],
    [409, { code: 'dataset_name_duplicate', message: 'CANARY' }, 409, 'dataset_name_duplicate'],
    [409, { code: 'dataset_in_use', message: 'CANARY' }, 409, 'dataset_in_use'],
    [409, { code: 'CANARY', message: 'CANARY' }, 409, 'conflict'],
    [413, { code: 'file_too_large', message: '' }, 413, 'file_too_large'],
    [415, { code: 'unsupported_file_type', message: 'CANARY' }, 415, 'unsupported_file_type'],
    [429, { code: 'too_many_requests', message: 'CANARY' }, 429, 'too_many_requests'],
    [500, { code: 'pipeline_run_error', message: 'CANARY' }, 500, 'pipeline_run_error'],
    [500, '<h1>CANARY</h1>', 500, 'internal_server_error'],
    [502, 'CANARY', 502, 'upstream_error'],
    [503, '', 503, 'service_unavailable'],
    [504, '', 504, 'upstream_timeout'],
  ])('P13 %i %j becomes %i %s', async (status, body, shownStatus, code) => {
    const answer = () => (typeof body === 'string' ? new Response(body, { status }) : json(body, status));
    for (const operation of ['createSegments', 'listDocuments', 'updateDataset'] as const) {
      const { response } = await answered(operation, answer);
      const error = await errorOf(response.clone());
      expect(error).toMatchObject({ status: shownStatus, code });
      expect(await response.text()).not.toMatch(/CANARY|<h1>/);
    }
  });

  it('P13 tells when to come back', async () => {
    const limited = await answered('listDocuments', () =>
      json({ code: 'forbidden', message: 'knowledge base request rate limit' }, 403),
    );
    expect(limited.response.headers.get('retry-after')).toBe('60');
    const busy = await answered('listDocuments', () =>
      json({ code: 'too_many_requests' }, 429, { 'retry-after': '7' }),
    );
    expect(busy.response.headers.get('retry-after')).toBe('7');
  });

  it('P13 an error that says 200 is one', async () => {
    const { response } = await answered('getDatasetDetail', () =>
      json({ code: 'not_found', message: 'x', status: 404 }),
    );
    expect(response.status).toBe(404);
  });

  it.each(all.filter((operation) => operation !== 'downloadDocumentsZip'))(
    'P13 %s: an answer that is none is a 502',
    async (operation) => {
      if (!Object.hasOwn(answers, operation)) return;
      for (const body of ['', 'null', '"x"', '5', '<html>', '{'.repeat(10)]) {
        const { response } = await answered(operation, () => new Response(body));
        expect(response.status).toBe(502);
      }
    },
  );

  it('P15 no header of Dify comes through', async () => {
    const headers = {
      'set-cookie': 'session=CANARY',
      'access-control-allow-origin': '*',
      'cache-control': 'public',
      'x-version': 'CANARY',
      server: 'CANARY',
    };
    for (const operation of ['getDatasetDetail', 'downloadDocumentsZip'] as const) {
      const { response } = await answered(operation, () => json(dataset, 200, headers));
      const text = JSON.stringify([...response.headers]);
      expect(text).not.toMatch(/CANARY|set-cookie|access-control|public/);
      expect(response.headers.get('cache-control')).toContain('no-store');
    }
  });
});

describe('P16 to P18: what pages send', () => {
  it('a list in the address stays a list, and anything else stands there once', async () => {
    const dify = recordedDify((asked) => membersAnswer(asked) ?? json(page(segment)));
    const list = (query: string) => knowledgeOn(dify.fetch)(knowledgeRequest('listSegments', { query }));
    expect((await list('?status=completed&status=error&limit=500')).status).toBe(200);
    expect(dify.requests.at(-1)?.url.search).toBe('?limit=100&status=completed&status=error');
    const count = dify.requests.length;
    for (const query of ['?status=bad', '?page=1&page=2', '?page=0', '?limit=-1', '?keyword=a&keyword=b']) {
      expect([query, (await list(query)).status]).toEqual([query, 400]);
    }
    expect(dify.requests).toHaveLength(count);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { origin: 'https://other.app.example', 'sec-fetch-site': 'same-site' }],
    ['an opaque origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a page without the header of the kit', { 'x-dify-kit': '0' }],
  ])('P16 %s may not write', async (_, headers) => {
    const dify = recordedDify(() => json({}));
    for (const operation of all.filter((one) => endpoints[one].method !== 'GET')) {
      const response = await knowledgeOn(dify.fetch, { enable: everything })(knowledgeRequest(operation, { headers }));
      expect(response.status).toBe(403);
    }
    expect(dify.requests).toEqual([]);
  });

  it('P16 a page of a configured origin may, and is told so', async () => {
    const options = { origins: ['https://admin.example'] };
    const headers = { origin: 'https://admin.example', 'sec-fetch-site': 'cross-site' };
    const dify = recordedDify(() => json(page(document)));
    const handler = knowledgeOn(dify.fetch, options);
    const response = await handler(knowledgeRequest('listDocuments', { headers }));
    expect(response.headers.get('access-control-allow-origin')).toBe('https://admin.example');
    const preflight = (method: string, path: string) =>
      handler(
        new Request(`https://app.example/api/knowledge${path}`, {
          method: 'OPTIONS',
          headers: {
            ...headers,
            'access-control-request-method': method,
            'access-control-request-headers': 'x-dify-kit',
          },
        }),
      );
    expect((await preflight('PATCH', `/datasets/${allowed}`)).status).toBe(204);
    expect((await preflight('PUT', `/datasets/${allowed}`)).status).toBe(405);
    expect((await preflight('POST', '/runs/x/stop')).status).toBe(404);
    expect((await preflight('GET', '/datasets/tags')).status).toBe(204);
  });

  it.each(['text/plain', 'text/plain;application/json', 'application/x-www-form-urlencoded', ''])(
    'P17 %j is refused',
    async (type) => {
      const dify = recordedDify(() => json({}));
      for (const operation of all.filter((one) => endpoints[one].payload !== 'query')) {
        const response = await knowledgeOn(dify.fetch, { enable: everything })(
          knowledgeRequest(operation, { headers: { 'content-type': type } }),
        );
        expect(response.status).toBe(415);
      }
      expect(dify.requests).toEqual([]);
    },
  );

  it('P18 a body of exactly the limit passes, one byte more does not', async () => {
    const body = (length: number) => {
      const frame = JSON.stringify({ name: 'a', text: '', indexing_technique: 'economy' });
      return frame.replace('""', `"${'x'.repeat(length - frame.length)}"`);
    };
    const dify = recordedDify(() => json(answers.createDocumentFromText));
    const handler = knowledgeOn(dify.fetch, { limits: { jsonBytes: 100_000 } });
    const send = (text: string) =>
      handler(fromKnowledgePage('POST', `/datasets/${allowed}/document/create-by-text`, { body: text }));
    expect((await send(body(100_000))).status).toBe(200);
    expect((await send(body(100_001))).status).toBe(413);
    expect((await send(body(99_999).replace('xx', 'é'))).status).toBe(200);
    expect(dify.requests).toHaveLength(2);
  });

  it.each([
    '{"name":"x","__proto__":{"text":"y"},"text":"z","indexing_technique":"economy"}',
    '[]',
    'null',
    '{',
    '"x"',
    `{"name":"x","text":"y","indexing_technique":"economy","process_rule":${'{"a":'.repeat(50)}1${'}'.repeat(50)}}`,
    '{"name":"x","text":5,"indexing_technique":"economy"}',
    '{"name":"x","text":"y","indexing_technique":"economy","process_rule":{"mode":"custom"}}',
  ])('refuses %j', async (body) => {
    const dify = recordedDify(() => json({}));
    const response = await knowledgeOn(dify.fetch)(
      fromKnowledgePage('POST', `/datasets/${allowed}/document/create-by-text`, { body }),
    );
    expect([response.status, dify.requests.length]).toEqual([400, 0]);
  });
});

describe('P22: uploads', () => {
  const path = `/datasets/${allowed}/document/create-by-file`;
  async function upload(form: FormData, options: Partial<KnowledgeHandlerOptions> = {}) {
    const dify = recordedDify(() => json(answers.createDocumentFromFile));
    const response = await knowledgeOn(dify.fetch, options)(fromKnowledgePage('POST', path, { body: form }));
    return { response, asked: dify.requests };
  }
  const formWith = (...files: readonly File[]) => {
    const form = new FormData();
    for (const file of files) form.append('file', file);
    return form;
  };

  it('P22 a file and its settings go on, rebuilt', async () => {
    const form = knowledgeForm({ name: 'Axles' });
    const { asked } = await upload(form);
    expect(asked[0]?.form.map(([name]) => name)).toEqual(['file', 'data']);
    expect(JSON.parse(String(asked[0]?.form[1]?.[1]))).toEqual({ process_rule: { mode: 'automatic' }, name: 'Axles' });
    const file = asked[0]?.form[0]?.[1];
    expect(file instanceof File && [file.name, file.type, await file.text()]).toEqual([
      'axles.txt',
      'text/plain',
      'Tighten to 40 Nm.',
    ]);
  });

  it.each<[string, FormData, number]>([
    ['no file', formWith(), 400],
    ['two files', formWith(new File(['x'], 'a.txt'), new File(['x'], 'b.txt')), 400],
    ['an empty file', formWith(new File([], 'a.txt')), 400],
    ['an SVG', formWith(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' })), 415],
    ['a picture that is none', formWith(new File(['x'], 'a.png', { type: 'image/png' })), 415],
    ['a file over the limit', formWith(new File(['x'.repeat(2000)], 'a.txt')), 413],
  ])('P22 %s is refused', async (_, form, status) => {
    const { response, asked } = await upload(form, { limits: { uploadBytes: 1000 } });
    expect([response.status, asked.length]).toEqual([status, 0]);
  });

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['an unknown field', '{"user":"x"}'],
    ['a forbidden name', '{"__proto__":{}}'],
    ['a wrong rule', '{"process_rule":{"mode":"x"}}'],
  ])('P22 settings that are %s are refused', async (_, data) => {
    const form = formWith(new File(['x'], 'a.txt'));
    form.append('data', data);
    const { response, asked } = await upload(form);
    expect([response.status, asked.length]).toEqual([400, 0]);
    const twice = knowledgeForm();
    twice.append('data', '{}');
    expect((await upload(twice)).response.status).toBe(400);
  });

  it('P22 a name climbs nowhere', async () => {
    const { asked } = await upload(formWith(new File(['x'], '..\\..\\a\r\nb.txt', { type: 'text/html' })));
    const file = asked[0]?.form[0]?.[1];
    expect(file instanceof File && [file.name, file.type]).toEqual(['ab.txt', 'text/plain']);
  });

  it('P22 new rules alone need no file', async () => {
    const form = new FormData();
    form.append('data', JSON.stringify({ process_rule: { mode: 'automatic' } }));
    const dify = recordedDify((asked) => membersAnswer(asked) ?? json(answers.updateDocument));
    const at = `/datasets/${allowed}/documents/${documentId}`;
    const response = await knowledgeOn(dify.fetch)(fromKnowledgePage('PATCH', at, { body: form }));
    expect([response.status, dify.requests.at(-1)?.form.map(([name]) => name)]).toEqual([200, ['data']]);
  });

  it('P24 searches have a rate for each person', async () => {
    const dify = recordedDify(() => json(found));
    const handler = knowledgeOn(dify.fetch, { limits: { startsPerMinute: 2 } });
    const search = (person: string) =>
      handler(knowledgeRequest('retrieveSegments', { headers: { 'x-test-person': person } }));
    expect([(await search('ada')).status, (await search('ada')).status]).toEqual([200, 200]);
    const third = await search('ada');
    expect([third.status, Number(third.headers.get('retry-after'))]).toEqual([429, 30]);
    expect((await search('grace')).status).toBe(200);
    expect(dify.requests).toHaveLength(3);
  });

  it('P24 one person sends three at a time', async () => {
    const waiting: (() => void)[] = [];
    const dify = recordedDify(async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return json(answers.createDocumentFromFile);
    });
    const handler = knowledgeOn(dify.fetch);
    const send = (person = 'ada') =>
      handler(fromKnowledgePage('POST', path, { body: knowledgeForm(), headers: { 'x-test-person': person } }));
    const three = [send(), send(), send()];
    await expect.poll(() => waiting.length).toBe(3);
    const fourth = await send();
    expect([fourth.status, fourth.headers.get('retry-after')]).toEqual([429, '5']);
    const other = send('grace');
    await expect.poll(() => waiting.length).toBe(4);
    for (const go of waiting) go();
    expect((await Promise.all([...three, other])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('a document’s file', () => {
  const file = `/datasets/${allowed}/documents/${documentId}/file`;
  async function load(url: unknown, answer: () => Response, options: Partial<KnowledgeHandlerOptions> = {}) {
    const log = testLog();
    const dify = recordedDify((asked) => {
      if (asked.url.pathname.endsWith('/download')) return json({ url });
      return asked.headers.has('authorization') ? (membersAnswer(asked) ?? json({}, 404)) : answer();
    });
    const response = await knowledgeOn(dify.fetch, { log, ...options })(fromKnowledgePage('GET', file));
    return { response, asked: dify.requests.filter(({ headers }) => !headers.has('authorization')), log };
  }

  it.each<[string, string]>([
    ['https://dify.example/files/1/file-preview?sign=1', 'https://dify.example/files/1/file-preview?sign=1'],
    ['/files/1/file-preview?sign=1', 'https://dify.example/files/1/file-preview?sign=1'],
  ])('is loaded from %s without the key', async (url, from) => {
    const { response, asked } = await load(
      url,
      () => new Response('<script>alert(1)</script>', { headers: { 'content-type': 'text/html' } }),
    );
    expect(await response.text()).toBe('<script>alert(1)</script>');
    expect(asked.map((one) => [one.url.href, one.redirect, one.headers.get('cookie')])).toEqual([
      [from, 'manual', null],
    ]);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it.each([
    'https://evil.example/a',
    'http://dify.example/a',
    'https://dify.example@evil.example/a',
    'https://dify.example.evil.example/a',
    'https://dify.example:444/a',
    '//evil.example/a',
    '/\\evil.example/a',
    'javascript:alert(1)',
    'data:text/plain,x',
    'file:///etc/passwd',
    'http://169.254.169.254/latest',
    '',
    null,
    5,
  ])('is not loaded from %j', async (url) => {
    const { response, asked, log } = await load(url, () => new Response('CANARY'));
    expect([response.status, asked.length]).toEqual([502, 0]);
    expect(JSON.stringify([await response.text(), log.lines])).not.toContain('evil');
  });

  it('is loaded from a configured origin, and a redirect ends there', async () => {
    const options = { fileOrigins: ['https://files.example'] };
    expect((await load(signed, () => new Response('x'), options)).response.status).toBe(200);
    const away = await load(
      signed,
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      options,
    );
    expect([away.response.status, away.asked.length]).toEqual([502, 1]);
  });

  it.each<[number, number]>([
    [404, 404],
    [403, 404],
    [500, 502],
  ])('a %i of its server is a %i', async (status, shown) => {
    const { response } = await load('/files/1', () => new Response('CANARY', { status }));
    expect(response.status).toBe(shown);
    expect(await response.text()).not.toContain('CANARY');
  });

  it('a page of another site gets a whole address', async () => {
    const dify = recordedDify((asked) => membersAnswer(asked) ?? json({ url: signed }));
    const handler = knowledgeOn(dify.fetch, { origins: ['https://admin.example'] });
    const headers = { origin: 'https://admin.example', 'sec-fetch-site': 'cross-site' };
    const { url } = await (await handler(knowledgeRequest('downloadDocument', { headers }))).json();
    expect(url).toBe(`https://app.example/api/knowledge${file}`);
  });
});

describe('a pipeline’s stream', () => {
  const crawl = (answer: () => Response, options: Partial<KnowledgeHandlerOptions> = {}) =>
    answered('runDatasourceNode', answer, options);

  it('passes on what was found, and no more', async () => {
    const events = [
      { event: 'datasource_processing', total: 2, completed: 1, tenant_id: 'CANARY' },
      {
        event: 'datasource_completed',
        data: [{ title: 'A' }],
        total: 1,
        completed: 1,
        time_consuming: 0.1,
        provider: 'CANARY',
      },
      { event: 'datasource_error', error: 'http://10.0.0.7 refused sk-CANARY123456' },
      { event: 'node_finished', data: { inputs: 'CANARY' } },
      { event: 'something_new', data: 'CANARY' },
    ];
    const { response } = await crawl(() =>
      stream(...events.map((event) => `data: ${JSON.stringify(event)}\n\n`), 'event: ping\n\n'),
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    expect((await response.text()).split('\n\n').filter(Boolean)).toEqual([
      'data: {"event":"datasource_processing","total":2,"completed":1}',
      'data: {"event":"datasource_completed","data":[{"title":"A"}],"total":1,"completed":1,"time_consuming":0.1}',
      'data: {"event":"datasource_error","error":"[address] refused [key]"}',
      'event: ping',
    ]);
  });

  it('P08 is the same wherever it is cut', async () => {
    const text = `data: ${JSON.stringify({ event: 'datasource_completed', data: [{ title: 'Ä😀' }] })}\r\n\r\nevent: ping\r\n\r\n`;
    const bytes = new TextEncoder().encode(text);
    const whole = await (await crawl(() => stream(bytes))).response.text();
    expect(whole).toContain('Ä😀');
    for (let at = 1; at < bytes.length; at += 1) {
      expect(await (await crawl(() => stream(bytes.slice(0, at), bytes.slice(at)))).response.text()).toBe(whole);
    }
  });

  it('P09 says when it breaks off', async () => {
    const live = liveStream();
    const { response } = await crawl(() => live.response);
    live.write('data: {"event":"datasource_processing","total":2,"completed":1}\n\n');
    live.breakOff();
    expect(await response.text()).toContain('"code":"upstream_interrupted"');
  });

  it('P10 lets go of Dify when the reader leaves, and gives the place back', async () => {
    const dify = recordedDify(() => liveStream().response);
    const handler = knowledgeOn(dify.fetch, { enable: everything, limits: { liveStreams: 1 } });
    const response = await handler(knowledgeRequest('runDatasourceNode'));
    expect((await handler(knowledgeRequest('runDatasourceNode'))).status).toBe(429);
    await response.body?.cancel();
    await expect.poll(() => dify.requests[0]?.signal.aborted).toBe(true);
    await expect.poll(async () => (await handler(knowledgeRequest('runDatasourceNode'))).status).toBe(200);
  });

  it('P27 is kept alive while Dify is silent, and ends when that lasts', async () => {
    const live = liveStream();
    const { response } = await crawl(() => live.response, { limits: { keepAlive: 5, idleTimeout: 20 } });
    const text = await response.text();
    expect(text.match(/: keep-alive/g)?.length).toBeGreaterThan(1);
    expect(text).toContain('"code":"upstream_interrupted"');
  });
});

describe('P28 to P30: the key', () => {
  it('P28 no key, secret or text is logged or shown, whatever goes wrong', async () => {
    const failures = [
      () => json({ code: 'unauthorized', message: datasetKey }, 401),
      () => json({ code: 'invalid_param', message: `Bearer ${datasetKey} ${datasetKey}` }, 400),
      () => new Response(datasetKey, { status: 500 }),
      () => new Response(datasetKey),
      () => {
        throw new TypeError(datasetKey);
      },
    ];
    for (const operation of all) {
      for (const failure of failures) {
        const { response, log } = await answered(operation, failure);
        const seen = JSON.stringify([await response.text(), [...response.headers], log.lines]);
        if (operation !== 'downloadDocumentsZip') expect(seen).not.toContain('CanaryKey');
        expect(JSON.stringify(log.lines)).not.toMatch(/CanaryKey|Tighten|axles|secret of tests/);
      }
    }
  });

  it('P28 each answer is told of by operation, without ids', async () => {
    const metrics: unknown[] = [];
    const log = testLog();
    const dify = recordedDify(() => json(page(document)));
    const handler = knowledgeOn(dify.fetch, { log, onMetric: (metric) => metrics.push(metric) });
    const response = await handler(knowledgeRequest('listDocuments'));
    const id = response.headers.get('x-request-id') ?? '';
    expect(metrics).toMatchObject([
      { attributes: { 'dify.operation': 'listDocuments', 'http.response.status_code': 200 } },
    ]);
    expect(log.lines.join()).toContain(id);
    expect(JSON.stringify([metrics, log.lines])).not.toContain(allowed);
  });

  it('P29 a key is fetched for each call; without one nothing is asked', async () => {
    const keys = ['dataset-first-key-1234567', 'dataset-second-key-123456'];
    const dify = recordedDify(() => json(page(document)));
    const handler = knowledgeOn(dify.fetch, { apiKey: async () => keys.shift() ?? '' });
    await handler(knowledgeRequest('listDocuments'));
    await handler(knowledgeRequest('listDocuments'));
    expect(dify.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer dataset-first-key-1234567',
      'Bearer dataset-second-key-123456',
    ]);
    expect(await errorOf(await handler(knowledgeRequest('listDocuments')))).toMatchObject({
      status: 503,
      code: 'not_configured',
    });
    expect(dify.requests).toHaveLength(2);
  });

  it.each<[string, object, RegExp]>([
    ['no authorize', { authorize: undefined }, /needs `authorize: /],
    ['no identify', { identify: undefined }, /needs to know who asks/],
    ['no datasets', { datasets: undefined }, /needs `datasets`/],
    ['names for ids', { datasets: ['Handbook'] }, /needs `datasets`/],
    ['one id', { datasets: allowed }, /needs `datasets`/],
    ['creation beyond a list', { datasets: [allowed], enable: { datasets: true } }, /cannot create knowledge bases/],
    ['an unknown switch', { enable: { everything: true } }, /knows no switch `enable.everything`/],
    ['an unknown preset', { preset: 'admin' }, /needs `preset`/],
    ['an app’s operation', { preset: ['sendChatMessage'] }, /knows no operation "sendChatMessage"/],
    ['an operation without its switch', { preset: ['getKnowledgeTags'] }, /needs `enable: \{ tags: true \}`/],
    ['an app’s key', { apiKey: 'app-CanaryKey1234567890' }, /An?.* app's|is an app's/],
    ['an empty key', { apiKey: '' }, /needs `apiKey`/],
    ['a key with a line end', { apiKey: 'dataset-CanaryKey\n' }, /needs `apiKey`/],
    ['a short secret', { secret: 'short' }, /needs `secret`/],
    ['an address with a password', { baseURL: 'https://a:b@dify.example/v1' }, /needs `baseURL`/],
    ['a path that is none', { basePath: 'api/knowledge/' }, /needs `basePath`/],
    ['an origin with a path', { origins: ['https://a.example/x'] }, /needs `origins`/],
    ['a limit of nothing', { limits: { jsonBytes: 0 } }, /needs `limits.jsonBytes`/],
  ])('P30 is not made with %s', (_, options, sentence) => {
    const make = () => knowledgeOn(fetch, options);
    expect(make).toThrow(/^createKnowledgeHandler /);
    expect(make).toThrow(sentence);
    expect(make).not.toThrow(/CanaryKey/);
  });
});

describe('an emulated Dify with more than it should say', () => {
  it('shows no canary on any page', async () => {
    const emulator = createEmulator({
      knowledge: [
        { name: 'Handbook', indexing: 'economy', documents: [{ name: 'a.txt', text: 'Axle.' }], tags: ['x'] },
      ],
    });
    const poisoned: typeof fetch = async (input, init) => {
      const response = await emulator.fetch(input, init);
      if (!response.headers.get('content-type')?.includes('json')) return response;
      return json(poison(await response.json()), response.status);
    };
    const id = knowledgeBaseId({ name: 'Handbook' });
    const handler = knowledgeOn(poisoned, {
      apiKey: 'dataset-demo',
      datasets: [id],
      enable: { tags: true, models: true },
    });
    const read = async (path: string) => {
      const response = await handler(fromKnowledgePage('GET', path));
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(text).not.toContain('CANARY');
      return JSON.parse(text);
    };
    await read('/datasets');
    await read(`/datasets/${id}`);
    const { data } = await read(`/datasets/${id}/documents`);
    const at = `/datasets/${id}/documents/${data[0].id}`;
    await read(at);
    const { data: chunks } = await read(`${at}/segments`);
    await read(`${at}/segments/${chunks[0].id}`);
    await read(`${at}/segments/${chunks[0].id}/child_chunks`);
    await read(`/datasets/${id}/metadata`);
    await read(`/datasets/${id}/metadata/built-in`);
    await read(`/datasets/${id}/tags`);
    await read('/datasets/tags');
    await read('/workspaces/current/models/model-types/text-embedding');
  });
});

/** Adds fields that no page needs to every object. */
function poison(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poison);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([name, one]): [string, unknown] => [name, poison(one)]);
  return {
    ...Object.fromEntries(inner),
    tenant_id: 'CANARY',
    something_new: { deep: ['CANARY'] },
    secret_key: 'CANARY',
  };
}

import { createBrowserDify, NotFoundError, PermissionDeniedError } from '@dify-oapi/core';
import { createEmulator, type EmulatorOptions, knowledgeBaseId } from '@dify-oapi/emulator';
import { describe, expect, it } from 'vitest';
import { secret } from '../testing/handler-on.ts';
import { everything } from '../testing/knowledge-on.ts';
import { createKnowledgeHandler } from './knowledge-handler.ts';
import type { KnowledgeHandlerOptions } from './knowledge-options.ts';

const idOf = (name: string) => knowledgeBaseId({ name });
const documents = [{ name: 'axles.txt', text: 'Tighten the axle to 40 Nm.\n\nGrease it once a year.' }];
const crawl = { node_id: 'crawl', title: 'Website', datasource_type: 'website_crawl' } as const;
const pipeline = {
  id: idOf('pipeline'),
  workflow_id: idOf('workflow'),
  datasources: [{ node_id: 'file', title: 'File', datasource_type: 'local_file' }, crawl],
} as const;
const whole: NonNullable<EmulatorOptions['knowledge']>[number]['processRule'] = {
  mode: 'hierarchical',
  rules: {
    pre_processing_rules: [],
    segmentation: { separator: '\n\n', max_tokens: 500, chunk_overlap: 0 },
    parent_mode: 'paragraph',
    subchunk_segmentation: { separator: '.', max_tokens: 100, chunk_overlap: 0 },
  },
};
const knowledge: NonNullable<EmulatorOptions['knowledge']> = [
  {
    name: 'Handbook',
    indexing: 'economy',
    documents,
    tags: ['service'],
    metadata: [{ name: 'torque', type: 'string' }],
  },
  {
    name: 'Secrets',
    indexing: 'economy',
    documents: [{ name: 'salaries.txt', text: 'Ada earns 40.' }],
    tags: ['board'],
  },
  { name: 'Families', indexing: 'economy', docForm: 'hierarchical_model', processRule: whole, documents },
  { name: 'Piped', pipeline },
  { name: 'Shut', isApiEnabled: false },
];

/** Pages of two people who reach the knowledge base `Handbook`, on an emulated Dify. */
function pages(options: Partial<KnowledgeHandlerOptions> = {}, emulated: EmulatorOptions = {}) {
  const emulator = createEmulator({ knowledge, ...emulated });
  const handler = createKnowledgeHandler({
    baseURL: 'http://localhost/v1',
    apiKey: 'dataset-demo',
    secret,
    identify: (request) => ({ id: request.headers.get('x-test-person') ?? 'ada' }),
    authorize: () => true,
    datasets: () => ['Handbook', 'Families', 'Piped', 'Shut'].map(idOf),
    preset: 'manage',
    enable: everything,
    fetch: emulator.fetch,
    ...options,
  });
  const send = (request: Request, person: string) => {
    request.headers.set('x-test-person', person);
    return handler(request);
  };
  const as = (person: string) =>
    createBrowserDify({
      url: 'https://app.example/api/knowledge',
      fetch: (input, init) => send(new Request(input, init), person),
    });
  /** Everything of the workspace, as its owner sees it. */
  const owner = createBrowserDify({
    url: 'http://localhost/v1',
    fetch: (input, init) => {
      const request = new Request(input, init);
      request.headers.set('authorization', 'Bearer dataset-demo');
      return emulator.fetch(request);
    },
  });
  return { as, dify: as('ada'), handler, owner, send };
}

async function firstDocument(dify: ReturnType<typeof pages>['dify'], name: string) {
  const { data } = await dify.documents.list({ dataset_id: idOf(name) });
  const id = data[0]?.id ?? '';
  const { data: chunks } = await dify.segments.list({ dataset_id: idOf(name), document_id: id });
  return { dataset_id: idOf(name), document_id: id, segment_id: chunks[0]?.id ?? '' };
}

describe('a page on knowledge bases', () => {
  it('makes a document, waits for it, finds it, changes and deletes it', async () => {
    const { dify } = pages();
    const dataset_id = idOf('Handbook');
    const file = new File(['The pump stands on the shelf.'], 'pump.txt', { type: 'text/plain' });
    const { batch, document } = await dify.documents.createByFile({ dataset_id, file });
    expect((await dify.documents.indexingStatus({ dataset_id, batch })).data[0]?.id).toBe(document.id);
    const { records } = await dify.datasets.retrieve({ dataset_id, query: 'pump', retrieval_model: search });
    expect(records[0]?.segment?.content).toContain('shelf');
    const document_id = document.id;
    const { data } = await dify.segments.list({ dataset_id, document_id });
    const segment_id = data[0]?.id ?? '';
    const changed = await dify.segments.update({
      dataset_id,
      document_id,
      segment_id,
      segment: { content: 'On the floor.' },
    });
    expect(changed.data.content).toBe('On the floor.');
    await dify.documents.setStatus({ dataset_id, action: 'disable', document_ids: [document_id] });
    expect((await dify.documents.get({ dataset_id, document_id })).enabled).toBe(false);
    await dify.documents.delete({ dataset_id, document_id });
    await expect(dify.documents.get({ dataset_id, document_id })).rejects.toThrow(NotFoundError);
  });

  it('gives documents metadata, and tags to the knowledge base', async () => {
    const { dify, owner } = pages();
    const { dataset_id, document_id } = await firstDocument(dify, 'Handbook');
    const { doc_metadata } = await dify.metadata.list({ dataset_id });
    const { id = '', name = '' } = doc_metadata[0] ?? {};
    const metadata_list = [{ id, name, value: '40 Nm' }];
    await dify.metadata.updateDocuments({ dataset_id, operation_data: [{ document_id, metadata_list }] });
    const read = await dify.documents.get({ dataset_id, document_id });
    expect(read.doc_metadata).toContainEqual({ id, name, type: 'string', value: '40 Nm' });
    const tag = await dify.tags.create({ name: 'new' });
    await dify.tags.bind({ tag_ids: [tag.id], target_id: dataset_id });
    expect((await dify.datasets.get({ dataset_id })).tags?.map((one) => one.name)).toContain('new');
    await expect(dify.tags.bind({ tag_ids: [tag.id], target_id: idOf('Secrets') })).rejects.toThrow(NotFoundError);
    expect((await owner.datasets.get({ dataset_id: idOf('Secrets') })).tags?.map((one) => one.name)).toEqual(['board']);
  });

  it('makes a knowledge base where the site lets it, and reaches it when the site’s list has it', async () => {
    const ids = new Set<string>();
    const { dify } = pages({ datasets: () => [...ids] });
    const made = await dify.datasets.create({ name: 'Mine' });
    await expect(dify.datasets.get({ dataset_id: made.id })).rejects.toThrow(NotFoundError);
    ids.add(made.id);
    expect((await dify.datasets.list({})).data.map(({ name }) => name)).toEqual(['Mine']);
    await dify.datasets.delete({ dataset_id: made.id });
    expect((await dify.datasets.list({})).total).toBe(0);
  });

  it('is told in its own words what Dify refuses', async () => {
    const { dify } = pages();
    await expect(dify.documents.list({ dataset_id: idOf('Shut') })).rejects.toThrow(PermissionDeniedError);
    await expect(dify.datasets.create({ name: 'Secrets' })).rejects.toMatchObject({
      status: 409,
      code: 'dataset_name_duplicate',
    });
  });
});

const search = {
  search_method: 'keyword_search',
  reranking_enable: false,
  top_k: 3,
  score_threshold_enabled: false,
} as const;

describe('P31: a Dify that does not ask whose a chunk is', () => {
  it.each(['1.14', '1.16'] as const)('P31 %s: a chunk of another knowledge base is out of reach', async (profile) => {
    const { dify, owner } = pages({}, { profile });
    const mine = await firstDocument(dify, 'Handbook');
    const foreign = await firstDocument(owner, 'Secrets');
    const path = { ...mine, segment_id: foreign.segment_id };
    const segment = { content: 'Ada earns 90.' };
    await expect(dify.segments.get(path)).rejects.toThrow(NotFoundError);
    await expect(dify.segments.update({ ...path, segment })).rejects.toThrow(NotFoundError);
    await expect(dify.segments.delete(path)).rejects.toThrow(NotFoundError);
    await expect(dify.childChunks.create({ ...path, content: 'x' })).rejects.toThrow(NotFoundError);
    await expect(dify.childChunks.list(path)).rejects.toThrow(NotFoundError);
    expect((await owner.segments.get(foreign)).data.content).toBe('Ada earns 40.');
    // What it does without the handler: older servers let it through.
    if (profile === '1.14') expect((await owner.segments.get(path)).data.content).toBe('Ada earns 40.');
  });

  it('P31 1.14: a child of another knowledge base’s chunk is out of reach', async () => {
    const { dify, owner } = pages({ datasets: [idOf('Handbook')], enable: {} }, { profile: '1.14' });
    const mine = await firstDocument(dify, 'Handbook');
    const foreign = await firstDocument(owner, 'Families');
    const { data } = await owner.childChunks.list(foreign);
    const path = { ...mine, child_chunk_id: data[0]?.id ?? '' };
    await expect(dify.childChunks.update({ ...path, content: 'x' })).rejects.toThrow(NotFoundError);
    await expect(dify.childChunks.delete(path)).rejects.toThrow(NotFoundError);
    expect((await owner.childChunks.list(foreign)).data).toEqual(data);
    await owner.childChunks.delete({ ...path });
    expect((await owner.childChunks.list(foreign)).data).not.toEqual(data);
  });

  it('reads and changes its own children', async () => {
    const { dify } = pages();
    const own = await firstDocument(dify, 'Families');
    const made = await dify.childChunks.create({ ...own, content: 'One more.' });
    const child_chunk_id = made.data.id;
    const changed = await dify.childChunks.update({ ...own, child_chunk_id, content: 'Another.' });
    expect(changed.data.content).toBe('Another.');
    await dify.childChunks.delete({ ...own, child_chunk_id });
    expect((await dify.childChunks.list(own)).data.map(({ id }) => id)).not.toContain(child_chunk_id);
  });
});

describe('P31: the list of knowledge bases', () => {
  const names = Array.from({ length: 230 }, (_, at) => `Base ${String(at).padStart(3, '0')}`);
  const many = names.map((name) => ({ name }));
  /** Every third one. */
  const mine = names.filter((_, at) => at % 3 === 0);

  it.each([1, 7, 20, 77, 78, 100])('P31 pages of %i are full, and nothing of others is counted', async (limit) => {
    const { dify, owner } = pages({ datasets: () => mine.map(idOf) }, { knowledge: many });
    const inOrder: string[] = [];
    for (let page = 1; page <= 3; page++)
      inOrder.push(...(await owner.datasets.list({ page, limit: 100 })).data.map(({ name }) => name));
    const expected = inOrder.filter((name) => mine.includes(name));
    const seen: string[] = [];
    const lastPage = Math.ceil(77 / limit);
    for (const page of new Set([1, 2, lastPage - 1, lastPage].filter((one) => one >= 1 && one <= lastPage))) {
      const answer = await dify.datasets.list({ page, limit });
      const rows = answer.data.map(({ name }) => name);
      expect(rows).toEqual(expected.slice((page - 1) * limit, page * limit));
      expect(answer).toMatchObject({ total: 77, page, limit, has_more: page < lastPage });
      seen.push(...rows);
    }
    const beyond = await dify.datasets.list({ page: lastPage + 1, limit });
    expect(beyond).toMatchObject({ data: [], total: 77, has_more: false });
    expect(seen.length).toBeGreaterThan(0);
  });

  it('P31 looks for a name among those that the person may reach', async () => {
    const { dify } = pages({ datasets: () => mine.map(idOf) }, { knowledge: many });
    const found = await dify.datasets.list({ keyword: 'Base 00' });
    expect(found.data.map(({ name }) => name).toSorted()).toEqual(['Base 000', 'Base 003', 'Base 006', 'Base 009']);
    expect(found).toMatchObject({ total: 4, has_more: false });
    expect((await dify.datasets.list({ keyword: 'Base 001' })).total).toBe(0);
  });

  it('P31 an id of the list that Dify does not have shows nothing', async () => {
    const { dify } = pages({ datasets: [idOf('Base 000'), idOf('Nowhere')], enable: {} }, { knowledge: many });
    expect(await dify.datasets.list({})).toMatchObject({ data: [{ name: 'Base 000' }], total: 1, has_more: false });
  });

  it('P31 each person has a list of their own', async () => {
    const { as } = pages({ datasets: ({ user }) => [idOf(user.id === 'ada' ? 'Handbook' : 'Secrets')] });
    expect((await as('ada').datasets.list({})).data.map(({ name }) => name)).toEqual(['Handbook']);
    expect((await as('grace').datasets.list({})).data.map(({ name }) => name)).toEqual(['Secrets']);
    await expect(as('ada').datasets.get({ dataset_id: idOf('Secrets') })).rejects.toThrow(NotFoundError);
  });

  it('P31 all of the workspace only where it was said', async () => {
    const { dify } = pages({ datasets: 'all' });
    expect(await dify.datasets.list({ limit: 2 })).toMatchObject({ total: 5, has_more: true, limit: 2 });
  });
});

describe('P31: files', () => {
  it('P31 a document’s file is streamed through, and its signed address stays here', async () => {
    const { dify, send } = pages();
    const { dataset_id, document_id } = await firstDocument(dify, 'Handbook');
    const { url } = await dify.documents.download({ dataset_id, document_id });
    expect(url).toBe(`/api/knowledge/datasets/${dataset_id}/documents/${document_id}/file`);
    const load = (init: RequestInit = {}, path = url) => {
      const request = new Request(`https://app.example${path}`, init);
      request.headers.set('sec-fetch-site', 'same-origin');
      return send(request, 'ada');
    };
    const file = await load();
    expect(await file.text()).toBe(documents[0]?.text);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining('attachment; filename="axles.txt"'),
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const part = await load({ headers: { range: 'bytes=0-6' } });
    expect([part.status, await part.text()]).toEqual([206, 'Tighten']);
    expect((await load({ method: 'POST' })).status).toBe(405);
    const foreign = await load({}, url.replace(dataset_id, idOf('Secrets')));
    expect(foreign.status).toBe(404);
  });

  it('several come as one ZIP', async () => {
    const { dify } = pages();
    const { dataset_id, document_id } = await firstDocument(dify, 'Handbook');
    const zip = await dify.documents.downloadZip({ dataset_id, document_ids: [document_id] });
    expect(new TextDecoder().decode((await zip.bytes()).slice(0, 2))).toBe('PK');
    expect(zip.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{32}\.zip"/);
  });
});

describe('P31: pipelines', () => {
  const inputs = { Maximum_Chunk_Length: 1024, Chunk_Overlap_Length: 10 };
  const run = { inputs, datasource_type: 'local_file', start_node_id: 'file', is_published: true } as const;

  it('P31 a file goes into a run by the handle of its owner', async () => {
    const { as, owner } = pages();
    const dataset_id = idOf('Piped');
    const file = new File(['Tea keeps warm.'], 'tea.txt', { type: 'text/plain' });
    const upload = await as('ada').pipeline.uploadFile({ file });
    expect(upload.id).toMatch(/^[0-9a-f-]{36}~/);
    const datasource_info_list = [{ reference: upload.id, name: 'tea.txt' }];
    const made = await as('ada').pipeline.run({ ...run, dataset_id, datasource_info_list });
    if (!('batch' in made)) throw new TypeError('no batch');
    expect(JSON.stringify(made)).not.toContain('reference');
    expect((await as('ada').documents.indexingStatus({ dataset_id, batch: String(made.batch) })).data).toHaveLength(1);
    await expect(as('grace').pipeline.run({ ...run, dataset_id, datasource_info_list })).rejects.toThrow(NotFoundError);
    const raw = [{ reference: (await owner.pipeline.uploadFile({ file })).id, name: 'x' }];
    await expect(as('ada').pipeline.run({ ...run, dataset_id, datasource_info_list: raw })).rejects.toThrow(
      NotFoundError,
    );
    const hidden = { ...inputs, file: { transfer_method: 'local_file', upload_file_id: raw[0]?.reference } };
    await expect(as('ada').pipeline.run({ ...run, dataset_id, datasource_info_list, inputs: hidden })).rejects.toThrow(
      NotFoundError,
    );
  });

  it('a crawl is streamed as it goes', async () => {
    const { dify } = pages();
    const events: unknown[] = [];
    const stream = dify.pipeline.runDatasource({
      dataset_id: idOf('Piped'),
      node_id: 'crawl',
      datasource_type: 'website_crawl',
      inputs: { url: 'https://found.example' },
      is_published: true,
    });
    for await (const event of stream) events.push(event);
    expect(events.at(0)).toMatchObject({ event: 'datasource_processing' });
    expect(events.at(-1)).toMatchObject({ event: 'datasource_completed', data: [{ title: 'Page 1' }, {}, {}] });
  });

  it('a draft’s run tells its beginning and end, and no nodes', async () => {
    const { dify } = pages();
    const upload = await dify.pipeline.uploadFile({ file: new File(['Tea.'], 'tea.txt', { type: 'text/plain' }) });
    const datasource_info_list = [{ reference: upload.id, name: 'tea.txt' }];
    const names: unknown[] = [];
    const stream = dify.pipeline.stream({
      ...run,
      dataset_id: idOf('Piped'),
      datasource_info_list,
      is_published: false,
    });
    for await (const event of stream) names.push(event.event);
    expect(names).toEqual(['workflow_started', 'workflow_finished']);
  });
});

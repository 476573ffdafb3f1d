import { describe, expect, it } from 'vitest';
import { knowledgeBaseId } from '../knowledge/seed-knowledge.ts';
import { createKnowledgeServer, type KnowledgeServer } from '../testing/knowledge-server.ts';

const text = 'The lighthouse was built in 1871.\n\nTea keeps warm in a clay pot.';
const inputs = { Dilmiter: '\\n\\n', Maximum_Chunk_Length: 1024, Chunk_Overlap_Length: 128, clean_1: true };
const credentials = [{ id: 'credential-1', name: 'mine', type: 'api-key', is_default: true }];

/** A knowledge base that a pipeline fills, and an uploaded file. */
async function open(profile: '1.14' | '1.16' = '1.16') {
  const pipeline = {
    id: knowledgeBaseId({ name: 'pipeline' }),
    workflow_id: knowledgeBaseId({ name: 'workflow' }),
    requiredInputs: ['Dilmiter'],
    datasources: [
      { node_id: 'file', title: 'File', datasource_type: 'local_file' },
      { node_id: 'crawl', title: 'Website', datasource_type: 'website_crawl', credentials },
    ],
  } as const;
  const knowledge = createKnowledgeServer({ profile, knowledge: [{ name: 'Piped', pipeline }] });
  const path = `/datasets/${knowledgeBaseId({ name: 'Piped' })}`;
  const form = new FormData();
  form.set('file', new File([text], 'pipe.txt', { type: 'text/plain' }));
  const { json: file } = await knowledge.call('POST', '/datasets/pipeline/file-upload', form);
  const run = (changes: object = {}) =>
    knowledge.call('POST', `${path}/pipeline/run`, {
      inputs,
      datasource_type: 'local_file',
      datasource_info_list: [{ reference: file.id, name: 'pipe.txt' }],
      start_node_id: 'file',
      is_published: true,
      response_mode: 'streaming',
      ...changes,
    });
  const statusOf = async (batch: string) => {
    const { json } = await knowledge.call('GET', `${path}/documents/${batch}/indexing-status`);
    return json.data[0];
  };
  return { knowledge, path, file, run, statusOf };
}

const eventsOf = async ({ response }: Awaited<ReturnType<KnowledgeServer['call']>>) =>
  (await response.text())
    .trim()
    .split('\n\n')
    .map((line) => JSON.parse(line.replace('data: ', '')));

describe('a run of a published pipeline', () => {
  it('answers at once with its documents, also when asked to stream, and fills them later', async () => {
    const { knowledge, path, run, statusOf } = await open();
    const { json, response } = await run();
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json.documents).toMatchObject([{ name: 'pipe.txt', position: 1, indexing_status: 'waiting' }]);
    expect(await statusOf(json.batch)).toMatchObject({
      indexing_status: 'completed',
      processing_started_at: null,
      completed_segments: 2,
    });
    const { json: list } = await knowledge.call('GET', `${path}/documents`);
    expect(list.data).toMatchObject([
      { created_from: 'rag-pipeline', dataset_process_rule_id: null, data_source_detail_dict: {}, tokens: null },
    ]);
  });

  it('fails later over a file that is not there, and never ends from a node that is not there', async () => {
    const { run, statusOf } = await open();
    const missing = await run({ datasource_info_list: [{ reference: 'nothing', name: 'x' }] });
    expect(await statusOf(missing.json.batch)).toMatchObject({
      indexing_status: 'error',
      error: expect.stringMatching(/^UploadFile not found for file_id=nothing, /),
    });
    const nowhere = await run({ start_node_id: 'nope' });
    expect(await statusOf(nowhere.json.batch)).toMatchObject({ indexing_status: 'waiting' });
  });

  it('calls whatever is wrong by one name', async () => {
    const { run } = await open();
    const { status, json } = await run({ inputs: {} });
    expect([status, json.code, json.message]).toEqual([
      500,
      'pipeline_run_error',
      'Dilmiter is required in input form',
    ]);
    expect((await run({ datasource_type: 'bad' })).json.code).toBe('pipeline_run_error');
  });
});

describe('a run of a draft', () => {
  it('streams the first item through every node, and keeps nothing', async () => {
    const { knowledge, path, run } = await open();
    const events = await eventsOf(await run({ is_published: false }));
    expect(events.map(({ event, data }) => `${event} ${data.node_type ?? data.status ?? ''}`.trim())).toEqual([
      'workflow_started',
      'node_started datasource',
      'node_finished datasource',
      'node_started document-extractor',
      'node_finished document-extractor',
      'node_started tool',
      'node_finished tool',
      'node_started knowledge-index',
      'node_finished knowledge-index',
      'workflow_finished succeeded',
    ]);
    expect(events.at(-1)?.data.outputs).toEqual({
      chunk_structure: 'text_model',
      preview: [{ content: 'The lighthouse was built in 1871.' }, { content: 'Tea keeps warm in a clay pot.' }],
      qa_preview: [],
      total_segments: 2,
    });
    expect((await knowledge.call('GET', `${path}/documents`)).json.total).toBe(0);
  });

  it('answers in one piece when asked to', async () => {
    const { run } = await open();
    const { json } = await run({ is_published: false, response_mode: 'blocking' });
    expect(Object.keys(json)).toEqual(['task_id', 'workflow_run_id', 'data']);
    expect(json.data).toMatchObject({ status: 'succeeded', total_steps: 4 });
  });
});

describe('a datasource node', () => {
  it('says how far its crawl is and what it found', async () => {
    const { knowledge, path } = await open();
    const crawl = async (changes: object) =>
      eventsOf(
        await knowledge.call('POST', `${path}/pipeline/datasource/nodes/crawl/run`, {
          inputs: { url: 'https://site.example', pages: 2 },
          datasource_type: 'website_crawl',
          is_published: true,
          ...changes,
        }),
      );
    const events = await crawl({});
    expect(events.map(({ event }) => event)).toEqual([
      'datasource_processing',
      'datasource_processing',
      'datasource_completed',
    ]);
    expect(events.at(-1)).toMatchObject({ total: 2, completed: 2, data: [{ title: 'Page 1' }, { title: 'Page 2' }] });
    expect(await crawl({ credential_id: 'unknown' })).toMatchObject([{ event: 'datasource_error' }]);
  });

  it('is listed; a server of 1.14 takes any text for true, a newer one wants a truth value', async () => {
    const list = async (profile: '1.14' | '1.16') => {
      const { knowledge, path } = await open(profile);
      return knowledge.call('GET', `${path}/pipeline/datasource-plugins?is_published=`);
    };
    expect((await list('1.14')).json).toMatchObject([{ node_id: 'file' }, { node_id: 'crawl', credentials }]);
    expect((await list('1.16')).status).toBe(400);
  });
});

describe('a table of questions', () => {
  it('becomes pairs row by row', async () => {
    const knowledge = createKnowledgeServer();
    const { json: dataset } = await knowledge.call('POST', '/datasets', { name: 'Questions' });
    const form = new FormData();
    form.set('file', new File(['q,a\nWhat is an owl?,A bird.\n'], 'pairs.csv', { type: 'text/csv' }));
    const settings = { indexing_technique: 'high_quality', doc_form: 'qa_model', process_rule: { mode: 'automatic' } };
    form.set('data', JSON.stringify(settings));
    const { json } = await knowledge.call('POST', `/datasets/${dataset.id}/document/create-by-file`, form);
    const path = `/datasets/${dataset.id}/documents/${json.document.id}/segments`;
    expect((await knowledge.call('GET', path)).json.data).toMatchObject([
      { content: 'What is an owl?', answer: 'A bird.', word_count: 22 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createKnowledgeServer, type KnowledgeServer } from '../testing/knowledge-server.ts';

const unknown = '11111111-2222-4333-8444-555555555555';
const automatic = { mode: 'automatic' };

/** A knowledge base with documents of these names. */
async function open(names: readonly string[], options: Parameters<typeof createKnowledgeServer>[0] = {}) {
  const knowledge = createKnowledgeServer(options);
  const { json: dataset } = await knowledge.call('POST', '/datasets', { name: 'Facts' });
  const path = `/datasets/${dataset.id}`;
  const add = async (name: string, text = `The text of ${name}.`) => {
    const body = { name, text, indexing_technique: 'economy', process_rule: automatic };
    return (await knowledge.call('POST', `${path}/document/create-by-text`, body)).json;
  };
  const ids: string[] = [];
  for (const name of names) ids.push((await add(name)).document.id);
  return { knowledge, path, ids, add };
}

const messageOf = async (knowledge: KnowledgeServer, method: string, path: string, body?: object) => {
  const { status, json } = await knowledge.call(method, path, body);
  return [status, json?.code, json?.message];
};

describe('a knowledge base of 200 documents', () => {
  it('goes from empty to an answer', async () => {
    const knowledge = createKnowledgeServer();
    const { json: dataset } = await knowledge.call('POST', '/datasets', { name: 'Two hundred' });
    expect(dataset).toMatchObject({ document_count: 0, indexing_technique: null, doc_form: null });
    const path = `/datasets/${dataset.id}`;
    for (let at = 1; at <= 200; at++) {
      const { status } = await knowledge.call('POST', `${path}/document/create-by-text`, {
        name: `${at}.txt`,
        text: `Bolt number ${at} is made of ${at % 2 ? 'steel' : 'brass'}.\n\nIts thread code is T${1000 + at}.`,
        indexing_technique: 'high_quality',
        process_rule: {
          mode: 'custom',
          rules: { pre_processing_rules: [], segmentation: { separator: '\n\n', max_tokens: 100 } },
        },
      });
      expect(status).toBe(200);
    }
    expect((await knowledge.call('GET', path)).json).toMatchObject({
      document_count: 200,
      total_available_documents: 200,
      indexing_technique: 'high_quality',
      doc_form: 'text_model',
    });
    const { json } = await knowledge.call('POST', `${path}/retrieve`, {
      query: 'Which bolt has the thread code T1077?',
      retrieval_model: {
        search_method: 'hybrid_search',
        reranking_enable: false,
        top_k: 1,
        score_threshold_enabled: false,
      },
    });
    expect(json.records).toMatchObject([
      { segment: { content: 'Its thread code is T1077.', position: 2, document: { name: '77.txt' } } },
    ]);
  });
});

describe('lists', () => {
  it('give at most 100 rows, say what was asked for, and then deny that there are more', async () => {
    const { knowledge, path } = await open(Array.from({ length: 130 }, (_, at) => `${at}.txt`));
    const list = async (query: string) => {
      const { json } = await knowledge.call('GET', `${path}/documents?${query}`);
      return [json.data.length, json.has_more, json.limit, json.total];
    };
    expect(await list('limit=130')).toEqual([100, false, 130, 130]);
    expect(await list('limit=100')).toEqual([100, true, 100, 130]);
    expect(await list('limit=65&page=2')).toEqual([65, true, 65, 130]);
    expect(await list('limit=100&page=3')).toEqual([0, false, 100, 130]);
    expect(await list('limit=0')).toEqual([1, false, 0, 130]);
  });

  it('show the newest documents first', async () => {
    const { knowledge, path } = await open(['a.txt', 'b.txt', 'c.txt']);
    const { json } = await knowledge.call('GET', `${path}/documents`);
    expect(json.data.map(({ name }: { name: string }) => name)).toEqual(['c.txt', 'b.txt', 'a.txt']);
  });

  it('take a keyword of documents for a pattern that minds capitals, one of knowledge bases for plain text that does not', async () => {
    const { knowledge, path } = await open(['Document 001.txt', 'Document 100.txt']);
    const count = async (at: string, keyword: string) =>
      (await knowledge.call('GET', `${at}?keyword=${encodeURIComponent(keyword)}`)).json.total;
    expect(await count(`${path}/documents`, '00_')).toBe(2);
    expect(await count(`${path}/documents`, '%')).toBe(2);
    expect(await count(`${path}/documents`, 'document')).toBe(0);
    expect(await count('/datasets', 'FACT')).toBe(1);
    expect(await count('/datasets', '%')).toBe(0);
  });

  it('fail on a filter that a server trips over', async () => {
    const { knowledge, path, ids } = await open(['a.txt']);
    expect((await knowledge.call('GET', '/datasets?tag_ids=abc')).status).toBe(500);
    expect((await knowledge.call('GET', `${path}/documents/${ids[0]}/segments?status=bad`)).status).toBe(500);
    expect((await knowledge.call('GET', `${path}/documents?status=bad`)).json.total).toBe(1);
  });
});

describe('refusals', () => {
  it('are a page for an id that is none, and JSON for an id that is unknown', async () => {
    const { knowledge, path } = await open([]);
    const page = await knowledge.call('GET', '/datasets/abc');
    expect([page.status, page.response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await messageOf(knowledge, 'GET', `/datasets/${unknown}`)).toEqual([404, 'not_found', 'Dataset not found.']);
    expect(await messageOf(knowledge, 'GET', `${path}/documents/${unknown}`)).toEqual([
      404,
      'not_found',
      'Document not found.',
    ]);
  });

  it('name routes that resemble the path', async () => {
    const { knowledge, path } = await open([]);
    const zip = await messageOf(knowledge, 'POST', `${path}/documents/download-zip`, { document_ids: [unknown] });
    expect(zip[2]).toBe(
      `Document not found. You have requested this URI [/v1${path}/documents/download-zip] but did you mean /v1/datasets/<uuid:dataset_id>/documents/download-zip ?`,
    );
    const tag = await messageOf(knowledge, 'DELETE', '/datasets/tags', { tag_id: unknown });
    expect(tag[2]).toMatch(/did you mean \/v1\/datasets\/tags or \/v1\/datasets\/<uuid:dataset_id>\/tags or /);
  });

  it('ask for an indexing technique with every text', async () => {
    const { knowledge, path } = await open([]);
    const add = () => messageOf(knowledge, 'POST', `${path}/document/create-by-text`, { name: 'x', text: 'y' });
    expect(await add()).toEqual([400, 'invalid_param', 'indexing_technique is required.']);
    await knowledge.call('PATCH', path, { indexing_technique: 'economy' });
    expect((await add())[2]).toMatch(/^1 validation error for KnowledgeConfig\nindexing_technique\n {2}Field required/);
  });

  it('have no text for a file that is too large or of another kind', async () => {
    const { knowledge, path, ids } = await open(['a.txt']);
    const form = (file: File) => {
      const data = new FormData();
      data.set('file', file);
      return data;
    };
    const picture = () => form(new File(['x'], 'a.png', { type: 'image/png' }));
    const large = () => form(new File([new Uint8Array(15 * 1024 * 1024 + 1)], 'a.txt', { type: 'text/plain' }));
    const create = `${path}/document/create-by-file`;
    expect(await messageOf(knowledge, 'POST', create, picture())).toEqual([400, 'invalid_param', '']);
    expect(await messageOf(knowledge, 'POST', create, large())).toEqual([400, 'invalid_param', '']);
    const update = `${path}/documents/${ids[0]}`;
    expect(await messageOf(knowledge, 'PATCH', update, large())).toEqual([413, 'file_too_large', '']);
    expect((await messageOf(knowledge, 'PATCH', update, picture()))[1]).toBe('unsupported_file_type');
  });

  it('of new chunks have an envelope of their own', async () => {
    const { knowledge, path, ids } = await open(['a.txt']);
    const { status, json } = await knowledge.call('POST', `${path}/documents/${ids[0]}/segments`, { segments: [] });
    expect([status, Object.keys(json)]).toEqual([400, ['error']]);
  });

  it('of a search name every missing setting', async () => {
    const { knowledge, path } = await open(['a.txt']);
    const body = { query: 'x', retrieval_model: { search_method: 'keyword_search' } };
    const [status, , message] = await messageOf(knowledge, 'POST', `${path}/retrieve`, body);
    expect(status).toBe(400);
    expect(message).toMatch(/^3 validation errors for HitTestingPayload\n/);
  });

  it('of a search by meaning where there are no vectors come from the vector store', async () => {
    const { knowledge, path } = await open(['a.txt']);
    const [status, code, message] = await messageOf(knowledge, 'POST', `${path}/retrieve`, { query: 'x' });
    expect([status, code]).toEqual([400, 'invalid_param']);
    expect(message).toMatch(/does not exist/);
  });
});

describe('documents', () => {
  it('replace an enabled one of the same name', async () => {
    const { knowledge, path, ids, add } = await open(['a.txt']);
    const again = await add('a.txt', 'Another text.');
    expect(again.document).toMatchObject({ id: ids[0], position: 1 });
    const { json } = await knowledge.call('GET', `${path}/documents/${ids[0]}/segments`);
    expect(json.data.map(({ content }: { content: string }) => content)).toEqual(['Another text.']);
  });

  it('cannot be renamed alone', async () => {
    const { knowledge, path, ids } = await open(['a.txt']);
    const update = `${path}/documents/${ids[0]}/update-by-text`;
    expect((await messageOf(knowledge, 'POST', update, { name: 'b.txt' }))[2]).toBe(
      'Data source or Process rule is required',
    );
    const { json } = await knowledge.call('POST', update, { name: 'b.txt', text: 'New.' });
    expect(json.document).toMatchObject({ name: 'b.txt', created_from: 'web', indexing_status: 'waiting' });
  });

  it('are locked for a while after they were archived, and one that is locked stops all', async () => {
    let time = 1_767_225_600_000;
    const { knowledge, path, ids } = await open(['a.txt', 'b.txt'], { now: () => time });
    const act = (action: string, documents = ids) =>
      messageOf(knowledge, 'PATCH', `${path}/documents/status/${action}`, { document_ids: documents });
    expect((await act('archive', ids.slice(0, 1)))[0]).toBe(200);
    expect(await act('disable')).toEqual([
      400,
      'invalid_action',
      'Document:a.txt is being indexed, please try again later',
    ]);
    const { json } = await knowledge.call('GET', `${path}/documents?status=disabled`);
    expect(json.total).toBe(0);
    time += 10_000;
    expect((await act('un_archive', ids.slice(0, 1)))[0]).toBe(200);
  });

  it('cannot be deleted while they are archived', async () => {
    const { knowledge, path, ids } = await open(['a.txt']);
    await knowledge.call('PATCH', `${path}/documents/status/archive`, { document_ids: ids });
    expect((await messageOf(knowledge, 'DELETE', `${path}/documents/${ids[0]}`))[1]).toBe(
      'archived_document_immutable',
    );
  });

  it('come back as they were given, alone by address and together as an archive', async () => {
    const { knowledge, path, ids } = await open(['a.txt', 'b.txt']);
    const { json } = await knowledge.call('GET', `${path}/documents/${ids[0]}/download`);
    expect(json.url).toMatch(/^http:\/\/dify\.local\/files\/[\w-]+\/file-preview\?timestamp=.*&as_attachment=true$/);
    const zip = await knowledge.call('POST', `${path}/documents/download-zip`, { document_ids: ids });
    expect(zip.response.headers.get('content-type')).toBe('application/zip');
    const { readZip } = await import('../files/zip.ts');
    const files = await readZip(new Uint8Array(await zip.response.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['a.txt', 'b.txt']);
    expect(new TextDecoder().decode(files['a.txt'])).toBe('The text of a.txt.');
  });

  it('show built-in metadata beside their own, times as text', async () => {
    const { knowledge, path, ids } = await open(['a.txt']);
    const { json: field } = await knowledge.call('POST', `${path}/metadata`, { type: 'string', name: 'colour' });
    const metadata_list = [{ id: field.id, name: 'colour', value: 'blue' }];
    const operation_data = [{ document_id: ids[0], metadata_list }];
    await knowledge.call('POST', `${path}/documents/metadata`, { operation_data });
    await knowledge.call('PATCH', `${path}/metadata/${field.id}`, { name: 'paint' });
    const { json } = await knowledge.call('GET', `${path}/documents/${ids[0]}?metadata=only`);
    expect(json.doc_metadata).toMatchObject([
      { id: field.id, name: 'paint', type: 'string', value: 'blue' },
      { id: 'built-in', name: 'document_name', value: 'a.txt' },
      { id: 'built-in', name: 'uploader' },
      { id: 'built-in', name: 'upload_date', type: 'time', value: expect.any(String) },
      { id: 'built-in', name: 'last_update_date' },
      { id: 'built-in', name: 'source', value: 'file_upload' },
    ]);
  });
});

describe('the age of a server', () => {
  it('shows in the keys of a knowledge base', async () => {
    const keys = async (profile: '1.14' | '1.16') => {
      const { knowledge, path } = await open([], { profile });
      return Object.keys((await knowledge.call('GET', path)).json).at(-1);
    };
    expect([await keys('1.14'), await keys('1.16')]).toEqual(['is_multimodal', 'maintainer']);
  });

  it('shows in whether a chunk is found through another document', async () => {
    const through = async (profile: '1.14' | '1.16') => {
      const { knowledge, path, ids } = await open(['a.txt', 'b.txt'], { profile });
      const { json } = await knowledge.call('GET', `${path}/documents/${ids[0]}/segments`);
      return (await knowledge.call('GET', `${path}/documents/${ids[1]}/segments/${json.data[0].id}`)).status;
    };
    expect([await through('1.14'), await through('1.16')]).toEqual([200, 404]);
  });
});

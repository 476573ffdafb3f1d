import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnyEndpoint, endpoints } from '../endpoints.ts';
import { checkInput } from '../transport/check-input.ts';
import { checkOutput } from '../transport/check-output.ts';
import { encodeCall } from '../transport/encode.ts';
import * as childChunks from './child-chunks/endpoints.ts';
import * as datasets from './datasets/endpoints.ts';
import * as documents from './documents/endpoints.ts';
import stored from './fixtures/knowledge.json' with { type: 'json' };
import * as metadata from './metadata/endpoints.ts';
import * as models from './models/endpoints.ts';
import * as pipeline from './pipeline/endpoints.ts';
import * as segments from './segments/endpoints.ts';
import * as tags from './tags/endpoints.ts';

const known: Readonly<Record<string, AnyEndpoint>> = endpoints;
const fixtures: Readonly<Record<string, readonly unknown[]>> = stored;
const uuid = '8eb20e60-ac67-44be-9a75-f9c6e5d5f235';
const dataset_id = uuid;
const document = { dataset_id, document_id: uuid };
const segment = { ...document, segment_id: uuid };
const search = { search_method: 'semantic_search', reranking_enable: false, top_k: 3, score_threshold_enabled: false };
const file = new File(['x'], 'notes.txt', { type: 'text/plain' });
const knowledge: readonly AnyEndpoint[] = [childChunks, datasets, documents, metadata, models, pipeline, segments, tags]
  .map((resource): Readonly<Record<string, AnyEndpoint>> => resource)
  .flatMap((resource) => Object.values(resource));

describe('answers of real servers', () => {
  it.each(Object.entries(fixtures))('%s has the shape that its schema promises', (operation, answers) => {
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect(checkOutput(endpointOf(operation), answer)).toBe(answer);
  });

  it.each([
    ['datasets.delete', datasets.delete],
    ['documents.delete', documents.delete],
    ['segments.delete', segments.delete],
    ['childChunks.delete', childChunks.delete],
    ['tags.delete', tags.delete],
    ['tags.bind', tags.bind],
    ['tags.unbind', tags.unbind],
    ['metadata.delete', metadata.delete],
  ])('%s takes no body, and what an older server sends in its place', (_, endpoint: AnyEndpoint) => {
    expect(checkOutput(endpoint, undefined)).toBe(undefined);
    expect(() => checkOutput(endpoint, { result: 'success' })).not.toThrow();
  });

  it('a number of tagged knowledge bases is read as text, as a number and as nothing', () => {
    const counts = ['2', 2, null].map((binding_count) => ({ id: uuid, name: 'manual', binding_count }));
    expect(checkOutput(tags.list, counts).map((tag) => tag.binding_count)).toEqual(['2', 2, null]);
  });

  it('a hit without a segment, as older servers answer for external knowledge, is read', () => {
    const nothing = { id: null, content: null, document: null, keywords: null };
    const record = { segment: nothing, child_chunks: null, score: 0.4, tsne_position: null, files: null };
    expect(checkOutput(datasets.retrieve, { query: { content: 'x' }, records: [record] }).records[0]?.score).toBe(0.4);
  });

  it('a field that was renamed without being there is read', () => {
    expect(checkOutput(metadata.update, { id: null, type: null, name: null }).id).toBe(null);
  });

  it('the metadata of a document alone is read', () => {
    const answer = { id: uuid, doc_type: null, doc_metadata: [] };
    expect(checkOutput(documents.get, answer)).toBe(answer);
  });

  it('an answer of another kind is refused', () => {
    expect(() => checkOutput(datasets.list, { data: {} })).toThrow('unexpected shape at "data"');
    expect(() => checkOutput(tags.list, { data: [] })).toThrow('unexpected shape');
    expect(() => checkOutput(documents.createByText, { document: { id: uuid } })).toThrow('unexpected shape');
    expect(() => checkOutput(pipeline.run, { result: 'success' })).toThrow('unexpected shape');
  });
});

describe('inputs', () => {
  it.each(
    knowledge.flatMap((endpoint) =>
      Array.from(
        endpoint.path.matchAll(/\{(\w+_id)\}/g),
        ([, slot = '']) => [endpoint.operationId, slot, endpoint] as const,
      ),
    ),
  )('%s takes no %s that would leave its place in the path', (_, slot, endpoint) => {
    const slots = {
      ...segment,
      child_chunk_id: uuid,
      metadata_id: uuid,
      node_id: 'file',
      batch: '1',
      action: 'enable',
    };
    const fields = Object.fromEntries(Object.entries(slots).filter(([name]) => endpoint.path.includes(`{${name}}`)));
    for (const value of ['..', '', 'a/b', 'a?b', '%2e%2e', undefined, 5]) {
      expect(() => checkInput(endpoint, { ...fields, [slot]: value })).toThrow(`needs "${slot}" to be`);
    }
  });

  it.each([
    ['datasets.list', datasets.list, {}],
    ['documents.list', documents.list, { dataset_id }],
    ['segments.list', segments.list, document],
    ['childChunks.list', childChunks.list, segment],
  ])('%s takes pages that the server gives in full', (_, endpoint: AnyEndpoint, input: object) => {
    expect(() => checkInput(endpoint, { ...input, limit: 100, page: 1 })).not.toThrow();
    for (const limit of [0, -1, 1.5, 101]) {
      expect(() => checkInput(endpoint, { ...input, limit })).toThrow('needs "limit" to be');
    }
    for (const page of [0, -1, 1.5])
      expect(() => checkInput(endpoint, { ...input, page })).toThrow('needs "page" to be');
  });

  it('an unknown field is refused, also inside', () => {
    expect(() => checkInput(datasets.create, { name: 'Handbook', icon: 'x' })).toThrow('has no field "icon"');
    expect(() =>
      checkInput(datasets.retrieve, { dataset_id, query: 'x', retrieval_model: { ...search, topk: 1 } }),
    ).toThrow('has no field "topk" in "retrieval_model"');
    expect(() => checkInput(documents.createByFile, { dataset_id, file, data: { text: 'x' } })).toThrow(
      'has no field "text" in "data"',
    );
    expect(() => checkInput(segments.create, { ...document, segments: [{ content: 'x', foo: 1 }] })).toThrow(
      'has no field "foo" in "segments.0"',
    );
  });

  it('names are as long as the server keeps them, an emoji counting once', () => {
    expect(() => checkInput(datasets.create, {})).toThrow('needs "name" to be string, received nothing');
    expect(() => checkInput(datasets.create, { name: '' })).toThrow('needs "name" to be 1 to 40 characters long');
    expect(() => checkInput(datasets.create, { name: 'n'.repeat(41) })).toThrow('1 to 40 characters long');
    expect(() => checkInput(datasets.create, { name: '📚'.repeat(40) })).not.toThrow();
    expect(() => checkInput(datasets.create, { name: '📚'.repeat(41) })).toThrow('1 to 40 characters long');
    expect(() => checkInput(datasets.update, { dataset_id, description: 'd'.repeat(401) })).toThrow('at most 400');
    expect(() => checkInput(tags.create, { name: 'n'.repeat(51) })).toThrow('1 to 50 characters long');
    expect(() => checkInput(metadata.create, { dataset_id, type: 'string', name: 'n'.repeat(256) })).toThrow(
      'at most 255',
    );
    expect(() => checkInput(datasets.retrieve, { dataset_id, query: 'q'.repeat(251) })).toThrow('at most 250');
  });

  it('a search asks for something', () => {
    expect(() => checkInput(datasets.retrieve, { dataset_id, query: '' })).toThrow(
      'needs "query" to be a text that is not empty, unless there are attachment_ids',
    );
    expect(() => checkInput(datasets.retrieve, { dataset_id, query: '', attachment_ids: [uuid] })).not.toThrow();
  });

  it('a retrieval model is whole', () => {
    const withModel = (model: object) =>
      checkInput(datasets.retrieve, { dataset_id, query: 'x', retrieval_model: { ...search, ...model } });
    expect(() => withModel({})).not.toThrow();
    for (const name of Object.keys(search)) {
      expect(() => withModel({ [name]: undefined })).toThrow(`needs "retrieval_model.${name}"`);
    }
    expect(() => withModel({ reranking_enable: true })).toThrow(
      'needs "retrieval_model.reranking_model" to be a model with its provider, as reranking_enable is true',
    );
    const reranking_model = { reranking_provider_name: 'cohere', reranking_model_name: 'rerank-3' };
    expect(() =>
      withModel({ reranking_enable: true, reranking_mode: 'reranking_model', reranking_model }),
    ).not.toThrow();
    expect(() => withModel({ search_method: 'hybrid_search', reranking_mode: 'weighted_score' })).toThrow(
      'needs "retrieval_model.weights" to be the weights of meaning and keywords',
    );
    expect(() => withModel({ score_threshold_enabled: true })).toThrow(
      'needs "retrieval_model.score_threshold" to be a number, as score_threshold_enabled is true',
    );
    expect(() => withModel({ top_k: 0 })).toThrow('needs "retrieval_model.top_k" to be at least 1');
  });

  it('a filter compares with the signs that the server knows', () => {
    const filtered = (condition: object) => {
      const metadata_filtering_conditions = { logical_operator: 'or', conditions: [condition] };
      return checkInput(datasets.retrieve, {
        dataset_id,
        query: 'x',
        retrieval_model: { ...search, metadata_filtering_conditions },
      });
    };
    expect(() => filtered({ name: 'year', comparison_operator: '≥', value: 7 })).not.toThrow();
    expect(() => filtered({ name: 'author', comparison_operator: 'not in', value: ['Ada', 'Bo'] })).not.toThrow();
    expect(() => filtered({ name: 'author', comparison_operator: 'empty' })).not.toThrow();
    expect(() => filtered({ name: 'year', comparison_operator: '>=', value: 7 })).toThrow(
      'conditions.0.comparison_operator',
    );
    expect(() => filtered({ name: 'year', comparison_operator: '=', value: true })).toThrow('conditions.0.value');
  });

  it('an external knowledge base says where it lies, and an embedding model whose it is', () => {
    const outside = { name: 'Out', provider: 'external' };
    expect(() => checkInput(datasets.create, outside)).toThrow('needs "external_knowledge_api_id" to be the id of a');
    expect(() => checkInput(datasets.create, { ...outside, external_knowledge_api_id: uuid })).toThrow(
      'needs "external_knowledge_id"',
    );
    expect(() => checkInput(datasets.create, { name: 'In', embedding_model: 'e' })).toThrow(
      'needs "embedding_model_provider" to be the provider of the embedding model',
    );
    expect(() => checkInput(datasets.update, { dataset_id, embedding_model_provider: 'p' })).toThrow(
      'needs "embedding_model" to be a model of the embedding provider',
    );
  });

  it('a text says on every call how it is indexed, a file need not', () => {
    expect(() => checkInput(documents.createByText, { dataset_id, name: 'n', text: 't' })).toThrow(
      'needs "indexing_technique" to be "high_quality" or "economy", received nothing',
    );
    expect(() => checkInput(documents.createByFile, { dataset_id, file })).not.toThrow();
    expect(() => checkInput(documents.createByFile, { dataset_id })).toThrow('needs "file" to be a File or Blob');
    expect(() => checkInput(documents.createByFile, { dataset_id, file, data: '{}' })).toThrow(
      'needs "data" to be object',
    );
  });

  it('a process rule has what its mode needs', () => {
    const withRule = (process_rule: object) =>
      checkInput(documents.createByText, {
        dataset_id,
        name: 'n',
        text: 't',
        indexing_technique: 'economy',
        process_rule,
      });
    const rules = { pre_processing_rules: [], segmentation: { separator: '###', max_tokens: 300, chunk_overlap: 20 } };
    const subchunk_segmentation = { separator: '.', max_tokens: 60 };
    const whole = { pre_processing_rules: [], parent_mode: 'full-doc', segmentation: {}, subchunk_segmentation };
    expect(() => withRule({ mode: 'automatic' })).not.toThrow();
    expect(() => withRule({ mode: 'custom', rules })).not.toThrow();
    expect(() => withRule({ mode: 'hierarchical', rules: { ...rules, parent_mode: 'paragraph' } })).not.toThrow();
    expect(() => withRule({ mode: 'hierarchical', rules: whole })).not.toThrow();
    expect(() => withRule({})).toThrow('needs "process_rule.mode" to be "automatic", "custom" or "hierarchical"');
    expect(() => withRule({ mode: 'custom' })).toThrow('needs "process_rule.rules"');
    expect(() => withRule({ mode: 'custom', rules: { ...rules, segmentation: { separator: '\n' } } })).toThrow(
      'needs "process_rule.rules.segmentation.max_tokens"',
    );
    expect(() =>
      withRule({ mode: 'custom', rules: { ...rules, segmentation: { separator: '', max_tokens: 9 } } }),
    ).toThrow('needs "process_rule.rules.segmentation.separator"');
    expect(() => withRule({ mode: 'custom', rules: { segmentation: rules.segmentation } })).toThrow(
      'pre_processing_rules',
    );
    expect(() => withRule({ mode: 'hierarchical', rules })).toThrow('needs "process_rule.rules.parent_mode"');
    expect(() => withRule({ mode: 'hierarchical', rules: { ...whole, parent_mode: 'paragraph' } })).toThrow(
      'needs "process_rule.rules.segmentation.max_tokens" to be a number, as parent_mode is "paragraph"',
    );
  });

  it('a document is not renamed alone', () => {
    expect(() => checkInput(documents.updateByText, { ...document, name: 'New' })).toThrow('cannot be renamed alone');
    expect(() => checkInput(documents.updateByText, { ...document, text: 't' })).toThrow(
      'needs "name" to be the document\'s name, as there is a text',
    );
    expect(() => checkInput(documents.updateByText, { ...document, name: 'New', text: 't' })).not.toThrow();
    expect(() => checkInput(documents.update, { ...document, data: { name: 'New' } })).toThrow(
      'cannot be renamed alone',
    );
    expect(() => checkInput(documents.update, { ...document, file })).not.toThrow();
    expect(() => checkInput(documents.updateByFile, document)).toThrow('needs "file" to be a File or Blob');
  });

  it('ids inside are UUIDs, and as many as the server takes', () => {
    expect(() => checkInput(datasets.list, { tag_ids: [uuid, 'abc'] })).toThrow('needs "tag_ids.1" to be a UUID');
    expect(() => checkInput(documents.setStatus, { dataset_id, action: 'enable', document_ids: ['abc'] })).toThrow(
      'needs "document_ids.0" to be a UUID',
    );
    expect(() => checkInput(tags.update, { tag_id: 'abc', name: 'n' })).toThrow('needs "tag_id" to be a UUID');
    for (const document_ids of [[], Array(101).fill(uuid)]) {
      expect(() => checkInput(documents.downloadZip, { dataset_id, document_ids })).toThrow(
        'needs "document_ids" to be',
      );
    }
    expect(() => checkInput(tags.bind, { tag_ids: [], target_id: uuid })).toThrow('needs "tag_ids" to be');
    expect(() => checkInput(tags.unbind, { target_id: uuid })).toThrow('needs "tag_ids" to be a list of tags, unless');
    expect(() => checkInput(tags.unbind, { tag_id: uuid, target_id: uuid })).not.toThrow();
  });

  it('words of a closed set are no others', () => {
    expect(() => checkInput(documents.list, { dataset_id, status: 'bad' })).toThrow('needs "status" to be "queuing"');
    expect(() => checkInput(segments.list, { ...document, status: ['bad'] })).toThrow('needs "status.0"');
    expect(() => checkInput(documents.get, { ...document, metadata: '' })).toThrow('needs "metadata"');
    expect(() => checkInput(documents.setStatus, { dataset_id, action: 'delete', document_ids: [] })).toThrow(
      '"action"',
    );
    expect(() => checkInput(metadata.toggleBuiltIn, { dataset_id, action: 'bad' })).toThrow('"enable" or "disable"');
    expect(() => checkInput(models.list, { model_type: 'bad' })).toThrow('needs "model_type"');
  });

  it('chunks have a content', () => {
    expect(() => checkInput(segments.create, { ...document, segments: [] })).toThrow('needs "segments" to be');
    expect(() => checkInput(segments.create, { ...document, segments: [{ content: ' ' }] })).toThrow(
      'needs "segments.0.content" to be text that is not blank',
    );
    expect(() => checkInput(segments.update, { ...segment, segment: { enabled: false } })).not.toThrow();
  });

  it('metadata is a text, a number or nothing', () => {
    const withValue = (value: unknown) =>
      checkInput(metadata.updateDocuments, {
        dataset_id,
        operation_data: [{ document_id: uuid, metadata_list: [{ id: uuid, name: 'f', value }], partial_update: true }],
      });
    for (const value of ['x', 7.5, null]) expect(() => withValue(value)).not.toThrow();
    expect(() => withValue(true)).toThrow('metadata_list.0.value" to be a text, a number or null');
  });

  it('items of a pipeline fit their datasource', () => {
    const withItem = (datasource_type: string, item: object) =>
      checkInput(pipeline.run, {
        dataset_id,
        datasource_type,
        datasource_info_list: [item],
        start_node_id: 'file',
        is_published: true,
      });
    expect(withItem('local_file', { reference: uuid, name: 'a.txt' })).toMatchObject({
      inputs: {},
      response_mode: 'blocking',
    });
    expect(() => withItem('local_file', { name: 'a.txt' })).toThrow('items with the "reference" of an upload each');
    expect(() => withItem('website_crawl', { source_url: 'https://site.example', title: 'Page' })).not.toThrow();
    expect(() => withItem('online_drive', { id: '1', type: 'folder' })).not.toThrow();
    expect(() => withItem('online_drive', { id: '1' })).toThrow('items with an "id" and a "type" each');
    const page = { page_id: '1', type: 'page', page_icon: null };
    expect(() => withItem('online_document', { workspace_id: 'w', page })).not.toThrow();
    expect(() => withItem('online_document', { page })).toThrow('items with a "workspace_id" and a "page" each');
    expect(() => withItem('bad', {})).toThrow('needs "datasource_type"');
  });
});

describe('operations', () => {
  it('are all that the knowledge base has', () => {
    expect(new Set(knowledge.map(({ operationId }) => operationId)).size).toBe(46);
    for (const endpoint of knowledge) expect(known[endpoint.operationId]).toBe(endpoint);
  });

  it('say how their lists are paged', () => {
    const paged = knowledge.flatMap(({ operationId, pages }) => (pages === undefined ? [] : [[operationId, pages]]));
    expect(Object.fromEntries(paged)).toEqual({
      getAvailableModels: 'whole',
      getChildChunks: 'page',
      getDocumentIndexingStatus: 'whole',
      listDatasets: 'page',
      listDocuments: 'page',
      listSegments: 'page',
      queryDatasetTags: 'whole',
    });
  });

  it('say which of them may be sent again', () => {
    const marked = knowledge.flatMap(({ operationId, idempotent }) => (idempotent ? [operationId] : []));
    expect(marked.sort()).toEqual([
      'bindTagsToDataset',
      'deleteMetadataField',
      'downloadDocumentsZip',
      'retrieveSegments',
      'toggleBuiltInMetadataField',
    ]);
  });

  it('the settings of a file go into the form as JSON text', async () => {
    const transport = {
      baseURL: 'https://dify.example/v1',
      headers: () => ({}),
      bindUser: true,
      user: undefined,
      fetch,
      usesGlobalFetch: true,
      logger: undefined,
      timeout: 1000,
      maxRetries: 0,
    };
    const data = { indexing_technique: 'economy' as const, process_rule: { mode: 'automatic' as const } };
    const { body, url } = encodeCall(documents.createByFile, { dataset_id, file, data }, transport);
    expect(url).toBe(`https://dify.example/v1/datasets/${uuid}/document/create-by-file`);
    if (!(body instanceof FormData)) throw new TypeError('The body is no form.');
    expect(JSON.parse(String(body.get('data')))).toEqual(data);
    const sent = body.get('file');
    expect(sent instanceof File && sent.name).toBe('notes.txt');
  });
});

/** Recordings of real servers, where the workspace has them beside it. */
const folder = '../shared/wire';

interface Exchange {
  operation: string | null;
  request: { path: string; body_text?: string; form?: { name: string; value?: string; filename?: string }[] };
  response?: { status: number; body_text?: unknown };
}

describe.skipIf(!existsSync(folder)).each(['1.14.2', '1.16.1'])('recordings of %s', (version) => {
  const operations = new Set(knowledge.map(({ operationId }) => operationId));
  const exchanges = existsSync(folder) ? read(`${folder}/${version}`).filter(isDone) : [];

  function isDone({ operation, response }: Exchange): boolean {
    return operation !== null && operations.has(operation) && response !== undefined && response.status < 300;
  }

  it('every JSON answer has the shape that its schema promises', () => {
    const seen = new Set<string>();
    for (const { operation, response } of exchanges) {
      const answer = jsonOf(response?.body_text);
      if (operation === null || answer === undefined) continue;
      checkOutput(endpointOf(operation), answer);
      seen.add(operation);
    }
    expect([...seen]).toEqual(expect.arrayContaining(Object.keys(fixtures)));
  });

  it('every request passes, but for those that a server takes and makes nothing of', () => {
    const refusals = new Set<string>();
    const passed = new Set<string>();
    for (const { operation, request } of exchanges) {
      const endpoint = endpointOf(operation ?? '');
      try {
        checkInput(endpoint, inputOf(endpoint, request));
        passed.add(endpoint.operationId);
      } catch (error) {
        const field = error instanceof Error ? /(?:needs|no field) "([^"]+)"/.exec(error.message)?.[1] : error;
        refusals.add(`${endpoint.operationId} ${field}`);
      }
    }
    expect([...passed].sort()).toEqual([...operations].sort());
    expect(odd).toEqual(expect.arrayContaining([...refusals]));
  });
});

/** What a real server answers with success although it does not do what was asked. */
const odd = [
  'batchUpdateDocumentStatus document_ids',
  'createDataset embedding_model_provider',
  'createDataset external_knowledge_api_id',
  'createDataset foo',
  'createDataset permission',
  'createDataset provider',
  'createDocumentFromText foo',
  'createDocumentFromText process_rule.rules.parent_mode',
  'createDocumentFromText process_rule.rules.pre_processing_rules.0.id',
  'createSegments foo',
  'getChildChunks limit',
  'listDatasets foo',
  'listDatasets limit',
  'listDatasets page',
  'listDatasets tag_ids[]',
  'listDatasourcePlugins is_published',
  'listDocuments limit',
  'listDocuments status',
  'listSegments limit',
  'toggleBuiltInMetadataField action',
  'updateDataset foo',
  'updateDataset name',
];

function endpointOf(operation: string): AnyEndpoint {
  const endpoint = known[operation];
  if (endpoint === undefined) throw new TypeError(`There is no operation ${operation}.`);
  return endpoint;
}

function read(path: string): Exchange[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && name !== 'index.json')
    .flatMap((name): Exchange[] => JSON.parse(readFileSync(`${path}/${name}`, 'utf8')).exchanges);
}

function jsonOf(body: unknown): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What a caller of ours would have passed to make this request. Older paths have `_` where newer ones have `-`. */
function inputOf(endpoint: AnyEndpoint, request: Exchange['request']): Record<string, unknown> {
  const [path = '', query] = request.path.split('?');
  const template = endpoint.path.replaceAll(/[-_](?![^{]*\})/g, '[-_]').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const fields: Record<string, unknown> = {};
  for (const [, slot = ''] of endpoint.path.matchAll(/\{(\w+)\}/g)) fields[slot] = undefined;
  Object.assign(fields, Array.from(path.matchAll(new RegExp(`^/v1${template}$`, 'g')))[0]?.groups);
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === 'tag_ids' || (name === 'status' && endpoint === known.listSegments)) {
      fields[name] = [...(Array.isArray(fields[name]) ? fields[name] : []), value];
    } else if (name === 'limit' || name === 'page') fields[name] = Number(value);
    else fields[name] = /^(true|false)$/.test(value) ? value === 'true' : value;
  }
  Object.assign(fields, jsonOf(request.body_text));
  for (const { name, value, filename } of request.form ?? []) {
    fields[name] = filename === undefined ? jsonOf(value) : new File(['x'], filename);
  }
  return fields;
}

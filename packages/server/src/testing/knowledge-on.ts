import { endpoints } from '@dify-oapi/core/endpoints';
import { createKnowledgeHandler, type KnowledgeHandler } from '../knowledge/knowledge-handler.ts';
import type { KnowledgeOperation } from '../knowledge/knowledge-operations.ts';
import type { KnowledgeHandlerOptions } from '../knowledge/knowledge-options.ts';
import { baseURL, secret, testLog } from './handler-on.ts';
import { json, type RecordedRequest } from './recorded-dify.ts';

/** The key that must never be seen outside. */
export const datasetKey = 'dataset-CanaryKey123456789012';

/** The knowledge base that people of the tests may reach, and one that they may not. */
export const allowed = 'aaaaaaaa-0000-4000-8000-000000000001';
export const outside = 'bbbbbbbb-0000-4000-8000-000000000002';

/** Ids of things in the allowed knowledge base. */
export const documentId = 'dddddddd-0000-4000-8000-000000000003';
export const segmentId = 'eeeeeeee-0000-4000-8000-000000000004';
export const childId = 'cccccccc-0000-4000-8000-000000000005';
export const metadataId = 'ffffffff-0000-4000-8000-000000000006';
export const tagId = '99999999-0000-4000-8000-000000000007';

/** Everything that hangs on a switch. */
export const everything = { tags: true, models: true, includeAll: true, datasets: true, pipelines: true };

/** A handler for one knowledge base, whose people say who they are in the header `x-test-person`. */
export function knowledgeOn(upstream: typeof fetch, options: Partial<KnowledgeHandlerOptions> = {}): KnowledgeHandler {
  return createKnowledgeHandler({
    baseURL,
    apiKey: datasetKey,
    secret,
    identify: (request) => {
      const id = request.headers.get('x-test-person') ?? 'ada';
      return id === 'nobody' ? null : { id };
    },
    authorize: () => true,
    datasets: async () => [allowed],
    preset: 'manage',
    fetch: upstream,
    log: testLog(),
    ...options,
  });
}

/** A request as a page of the same site sends it. */
export function fromKnowledgePage(method: string, path: string, init: RequestInit = {}): Request {
  const headers = new Headers({ 'sec-fetch-site': 'same-origin', origin: 'https://app.example' });
  if (method !== 'GET') headers.set('x-dify-kit', '1');
  if (method !== 'GET' && !(init.body instanceof FormData)) headers.set('content-type', 'application/json');
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return new Request(`https://app.example/api/knowledge${path}`, { method, ...init, headers });
}

/** All that some operation needs; what another one does not know is left out on the way. */
const fields: Readonly<Record<string, unknown>> = {
  name: 'Axles',
  text: 'Tighten to 40 Nm.',
  query: 'axle',
  indexing_technique: 'economy',
  content: 'Tighten to 40 Nm.',
  segments: [{ content: 'Tighten to 40 Nm.' }],
  segment: { content: 'Tighten to 45 Nm.' },
  type: 'string',
  document_ids: [documentId],
  operation_data: [{ document_id: documentId, metadata_list: [{ id: metadataId, name: 'torque', value: '40' }] }],
  tag_ids: [tagId],
  tag_id: tagId,
  inputs: {},
  datasource_type: 'website_crawl',
  datasource_info_list: [{ source_url: 'https://found.example/a', content: 'A page.' }],
  start_node_id: 'crawl',
  is_published: true,
};

const slots: Readonly<Record<string, string>> = {
  document_id: documentId,
  segment_id: segmentId,
  child_chunk_id: childId,
  metadata_id: metadataId,
  batch: '20260101123045123456',
  action: 'enable',
  model_type: 'llm',
  node_id: 'crawl',
};

/** What `knowledgeRequest` may have otherwise. */
export interface RequestChanges {
  readonly dataset?: string;
  /** Ids in the path, by the names of their slots. */
  readonly ids?: Readonly<Record<string, string>>;
  /** Fields of the body. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Put behind the path. */
  readonly query?: string;
}

/** A right request for an operation. */
export function knowledgeRequest(operation: KnowledgeOperation, changes: RequestChanges = {}): Request {
  const { method, path, payload } = endpoints[operation];
  const { dataset = allowed, ids = {}, body = {}, headers = {}, query = '' } = changes;
  const at = path.replaceAll(
    /\{(\w+)\}/g,
    (_, slot: string) => ids[slot] ?? (slot === 'dataset_id' ? dataset : (slots[slot] ?? '')),
  );
  const sent = { ...fields, target_id: dataset, ...body };
  if (payload === 'form') return fromKnowledgePage(method, at, { headers, body: knowledgeForm(body) });
  if (payload === 'json') return fromKnowledgePage(method, at, { headers, body: JSON.stringify(sent) });
  return fromKnowledgePage(method, at + query, { headers });
}

/** A form with a file and settings. */
export function knowledgeForm(data: Readonly<Record<string, unknown>> = {}): FormData {
  const form = new FormData();
  form.append('file', new File(['Tighten to 40 Nm.'], 'axles.txt', { type: 'text/plain' }));
  form.append('data', JSON.stringify({ process_rule: { mode: 'automatic' }, ...data }));
  return form;
}

/** What belongs to what in the allowed knowledge base; a read of anything else is a 404. */
export function membersAnswer({ url, method }: RecordedRequest): Response | undefined {
  if (method !== 'GET') return undefined;
  const path = url.pathname.replace('/v1', '');
  const document = `/datasets/${allowed}/documents/${documentId}`;
  const segment = `${document}/segments/${segmentId}`;
  const answers: Readonly<Record<string, unknown>> = {
    [document]: { id: documentId },
    [segment]: { data: { id: segmentId, document_id: documentId, content: 'x', attachments: [] } },
    [`${segment}/child_chunks`]: { data: [{ id: childId, content: 'x' }], total: 1, page: 1, limit: 100 },
    [`/datasets/${allowed}/metadata`]: { doc_metadata: [{ id: metadataId, name: 'torque', type: 'string' }] },
  };
  if (Object.hasOwn(answers, path)) return json(answers[path]);
  const isOther = /\/(?:documents\/[0-9a-f-]{36}|segments\/[0-9a-f-]{36}|child_chunks)$/.test(path);
  return isOther ? json({ code: 'not_found', message: 'Not found.', status: 404 }, 404) : undefined;
}

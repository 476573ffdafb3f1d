import type { KnowledgeContext } from '../context.ts';
import { newTextFile, newUploadedFile } from '../files/new-file.ts';
import { anInteger, nullable, optional, required, text } from '../http/checks.ts';
import { textAt } from '../http/fields.ts';
import { noValue, refuseMisfits } from '../http/misfits.ts';
import { checkQuery, readPayload } from '../http/read-payload.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { removeChunks } from '../indexing/add-chunks.ts';
import { shareOfIndexing } from '../indexing/indexing.ts';
import type { DocumentRow } from '../world/knowledge-rows.ts';
import { datasetOf, documentOf, missing } from './knowledge-access.ts';
import { displayStatus, documentBody, documentDetailBody } from './knowledge-document-body.ts';
import { isLike, newestFirst, pageOf } from './knowledge-page.ts';
import { faultOf, fileOf, noFile, readUpload } from './knowledge-upload.ts';
import {
  checkConfig,
  createDocument,
  documentFields,
  readSettings,
  replaceDocument,
} from './knowledge-write-document.ts';

export { setStatus } from './knowledge-document-status.ts';
export { download, downloadZip } from './knowledge-download.ts';

const shownAs: Readonly<Record<string, readonly string[]>> = { active: ['available'], enabled: ['available'] };
const known = new Set(['queuing', 'indexing', 'paused', 'error', 'available', 'disabled', 'archived']);

export function list(context: KnowledgeContext): Response {
  const { query, respond, server } = context;
  const dataset = datasetOf(context);
  checkQuery(query, 'DocumentListQuery', { page: anInteger, limit: anInteger });
  const page = Number(query.get('page') ?? 1);
  const limit = Number(query.get('limit') ?? 20);
  const keyword = query.get('keyword') ?? '';
  const status = (query.get('status') ?? '').toLowerCase();
  const rows = [...server.world.documents.values()].filter(
    (row) => row.dataset_id === dataset.id && isShown(row, status) && (keyword === '' || isLike(row.name, keyword)),
  );
  const newest = newestFirst(rows).sort((a, b) => b.created_at - a.created_at || b.position - a.position);
  const shown = pageOf(newest, page, limit);
  const data = shown.rows.map((row) => documentBody(context, row));
  return respond.json({ data, has_more: shown.has_more, limit, total: rows.length, page });
}

function isShown(row: DocumentRow, status: string): boolean {
  if (status === 'completed') return row.indexing.stage === 'completed';
  const names = shownAs[status] ?? [status];
  return !names.some((name) => known.has(name)) || names.includes(displayStatus(row));
}

export function get(context: KnowledgeContext): Response {
  const { query, respond } = context;
  const { dataset, document } = documentOf(context);
  const part = query.get('metadata') ?? 'all';
  if (!['all', 'only', 'without'].includes(part)) {
    throw new Refusal(400, 'invalid_metadata', `Invalid metadata value: ${part}`);
  }
  const { doc_type, doc_metadata, ...rest } = documentDetailBody(context, dataset, document);
  if (part === 'only') return respond.json({ id: document.id, doc_type, doc_metadata });
  return respond.json(part === 'without' ? rest : documentDetailBody(context, dataset, document));
}

export async function createByText(context: KnowledgeContext): Promise<Response> {
  const dataset = datasetOf(context);
  const body = await readPayload(context.request, 'DocumentTextCreatePayload', {
    name: required(text()),
    text: required(text()),
    ...documentFields,
  });
  if (dataset.indexing_technique === null && !textAt(body, 'indexing_technique')) {
    throw invalidParam('indexing_technique is required.');
  }
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  return createDocument(
    context,
    dataset,
    given,
    newTextFile(context.server, textAt(body, 'name') ?? '', textAt(body, 'text') ?? ''),
  );
}

export async function createByFile(context: KnowledgeContext): Promise<Response> {
  const dataset = datasetOf(context);
  const form = await readUpload(context.request);
  const settings = readSettings(form.data.get('data'));
  const indexing_technique = textAt(settings, 'indexing_technique') ?? dataset.indexing_technique;
  if (indexing_technique === null) throw invalidParam('indexing_technique is required.');
  const file = fileOf(form);
  if (file === undefined) throw noFile();
  if (faultOf(file, { isDocument: true }) !== undefined) throw invalidParam('');
  const row = await newUploadedFile(context.server, file);
  return createDocument(context, dataset, { ...settings, indexing_technique }, row);
}

async function updateByForm(context: KnowledgeContext): Promise<Response> {
  const dataset = datasetOf(context);
  const form = await readUpload(context.request);
  const settings = readSettings(form.data.get('data'));
  const file = fileOf(form);
  const fault = file === undefined ? undefined : faultOf(file, { isDocument: true });
  if (fault === 'kind') throw new Refusal(415, 'unsupported_file_type', 'File type not allowed.');
  if (fault === 'size') throw new Refusal(413, 'file_too_large', '');
  const row = file === undefined ? undefined : await newUploadedFile(context.server, file);
  const config = checkConfig(settings, row, false);
  if (row === undefined && !config.process_rule) throw invalidParam('Data source or Process rule is required');
  const { document } = documentOf(context, 'Document not found');
  return replaceDocument(context, dataset, document, config, row);
}

export const update = updateByForm;
export const updateByFile = updateByForm;

export async function updateByText(context: KnowledgeContext): Promise<Response> {
  const dataset = datasetOf(context);
  const body = await readPayload(context.request, 'DocumentTextUpdate', {
    name: optional(nullable(text())),
    text: optional(nullable(text())),
    ...documentFields,
  });
  const given = textAt(body, 'text');
  const name = textAt(body, 'name');
  if (given !== undefined && name === undefined) {
    throw refuseMisfits('DocumentTextUpdate', [noValue(undefined, 'name is required when text is provided', body)]);
  }
  const file = given ? newTextFile(context.server, name ?? '', given) : undefined;
  const config = checkConfig(body, file, false);
  if (file === undefined && !config.process_rule) throw invalidParam('Data source or Process rule is required');
  const { document } = documentOf(context, 'Document not found');
  return replaceDocument(context, dataset, document, config, file);
}

function remove(context: KnowledgeContext): Response {
  const { respond, server } = context;
  const { document } = documentOf(context, 'Document Not Exists.');
  if (document.archived) {
    throw new Refusal(403, 'archived_document_immutable', 'The archived document is not editable.');
  }
  const { world } = server;
  removeChunks(server, document.id);
  for (const [id, row] of [...world.metadataBindings]) {
    if (row.document_id === document.id) world.metadataBindings.delete(id);
  }
  const file = document.data_source_info.upload_file_id;
  if (typeof file === 'string') world.knowledgeFiles.delete(file);
  world.documents.delete(document.id);
  server.changed();
  return respond.empty();
}

export { remove as delete };

export function indexingStatus(context: KnowledgeContext): Response {
  const { respond, server, slots } = context;
  const dataset = datasetOf(context);
  const rows = [...server.world.documents.values()].filter(
    ({ dataset_id, batch }) => dataset_id === dataset.id && batch === slots.batch,
  );
  if (rows.length === 0) throw missing(context, 'Documents not found.');
  return respond.json({ data: rows.map((row) => progressBody(context, row)) });
}

function progressBody({ server }: KnowledgeContext, row: DocumentRow): object {
  const { reached, stage, course } = row.indexing;
  const total = [...server.world.segments.values()].filter(({ document_id }) => document_id === row.id).length;
  const share = stage === 'completed' ? 1 : stage === 'indexing' ? shareOfIndexing(server, row) : 0;
  const isShown = course === 'stages';
  return {
    id: row.id,
    indexing_status: stage,
    processing_started_at: isShown ? (reached.parsing ?? null) : null,
    parsing_completed_at: isShown ? (reached.cleaning ?? null) : null,
    cleaning_completed_at: isShown ? (reached.indexing ?? null) : null,
    splitting_completed_at: isShown ? (reached.indexing ?? null) : null,
    completed_at: reached.completed ?? null,
    paused_at: null,
    error: row.error,
    stopped_at: isShown ? (reached.error ?? null) : null,
    completed_segments: Math.floor(total * share),
    total_segments: total,
  };
}

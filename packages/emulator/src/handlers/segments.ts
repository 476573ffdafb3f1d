import type { KnowledgeContext } from '../context.ts';
import { type Check, fieldsOf, isMapping, listOf, nullable, optional, required, text } from '../http/checks.ts';
import { listAt, textAt, textsAt } from '../http/fields.ts';
import { noValue } from '../http/misfits.ts';
import { checkQuery, readPayload } from '../http/read-payload.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { newSegment, remakeChildren } from '../indexing/add-chunks.ts';
import { keywordsOf } from '../indexing/keywords-of.ts';
import type { DocumentRow, SegmentRow } from '../world/knowledge-rows.ts';
import { documentOf, missing, segmentOf, stumble } from './knowledge-access.ts';
import { atLeastOne, pageOf, readCount } from './knowledge-page.ts';
import { segmentBody } from './knowledge-segment-body.ts';

export { update } from './knowledge-update-segment.ts';

const statuses = new Set(['waiting', 'indexing', 'completed', 'error', 'paused', 're_segment']);

const content: Check = (value, field) => {
  const misfits = text({ min: 1 })(value, field);
  if (misfits.length > 0 || typeof value !== 'string' || value.trim() !== '') return misfits;
  return [noValue(field, 'Content is empty', value)];
};

const item: Check = fieldsOf(
  {
    content: required(content),
    answer: optional(nullable(text())),
    keywords: optional(nullable(listOf(text()))),
    attachment_ids: optional(nullable(listOf(text()))),
  },
  'SegmentCreateItemPayload',
);

export function list(context: KnowledgeContext): Response {
  const { query, respond } = context;
  const { document } = documentOf(context);
  checkQuery(query, 'SegmentListQuery', { limit: atLeastOne, page: atLeastOne });
  const page = readCount(query, 'page', 1);
  const limit = readCount(query, 'limit', 20);
  const keyword = query.get('keyword')?.toLowerCase() ?? '';
  const asked = query.getAll('status').filter(Boolean);
  if (!asked.every((status) => statuses.has(status))) throw stumble();
  const rows = segmentsOf(context, document).filter(
    (row) => row.content.toLowerCase().includes(keyword) && (asked.length === 0 || asked.includes(row.status)),
  );
  const shown = pageOf(rows, page, limit);
  const data = shown.rows.map((row) => segmentBody(context, row));
  const { doc_form } = document;
  return respond.json({ data, doc_form, total: rows.length, has_more: shown.has_more, limit, page });
}

export function get(context: KnowledgeContext): Response {
  const { document, segment } = segmentOf(context);
  return context.respond.json({ data: segmentBody(context, segment), doc_form: document.doc_form });
}

export async function create(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const { dataset, document } = documentOf(context);
  if (document.indexing.stage !== 'completed') throw missing(context, 'Document is not completed.');
  if (!document.enabled) throw missing(context, 'Document is disabled.');
  let body: Readonly<Record<string, unknown>>;
  try {
    body = await readPayload(request, 'SegmentCreatePayload', { segments: required(listOf(item, { min: 1 })) });
  } catch (error) {
    // This one operation answers with another envelope.
    if (error instanceof Refusal && error.code === 'invalid_param') return respond.json({ error: error.message }, 400);
    throw error;
  }
  const isQa = document.doc_form === 'qa_model';
  const given = listAt(body, 'segments').filter(isMapping);
  if (isQa && !given.every((one) => textAt(one, 'answer')?.trim())) throw invalidParam('Answer is required');
  const first = Math.max(0, ...segmentsOf(context, document).map(({ position }) => position)) + 1;
  const isEconomy = dataset.indexing_technique !== 'high_quality';
  const rows = given.map((one, at) => {
    const words = textsAt(one, 'keywords');
    const text = textAt(one, 'content') ?? '';
    const row = newSegment(server, dataset, document, {
      content: text,
      answer: isQa ? (textAt(one, 'answer') ?? null) : null,
      position: first + at,
      keywords: words.length > 0 ? words : isEconomy ? keywordsOf(text) : [],
      attachments: textsAt(one, 'attachment_ids').filter((id) => server.world.knowledgeFiles.has(id)),
    });
    server.world.segments.set(row.id, row);
    if (document.doc_form === 'hierarchical_model') remakeChildren(server, document, row);
    document.word_count = (document.word_count ?? 0) + row.word_count;
    return row;
  });
  server.changed();
  return respond.json({ data: rows.map((row) => segmentBody(context, row)), doc_form: document.doc_form });
}

function remove(context: KnowledgeContext): Response {
  const { respond, server } = context;
  const { document, segment } = segmentOf(context);
  const { segments, childChunks } = server.world;
  segments.delete(segment.id);
  for (const [id, row] of [...childChunks]) if (row.segment_id === segment.id) childChunks.delete(id);
  document.word_count = Math.max(0, (document.word_count ?? 0) - segment.word_count);
  server.changed();
  return respond.empty();
}

export { remove as delete };

/** The chunks of a document in their order. */
function segmentsOf({ server }: KnowledgeContext, { id }: DocumentRow): SegmentRow[] {
  return [...server.world.segments.values()]
    .filter(({ document_id }) => document_id === id)
    .sort((a, b) => a.position - b.position);
}

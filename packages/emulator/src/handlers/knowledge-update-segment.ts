import type { KnowledgeContext } from '../context.ts';
import { aBoolean, fieldsOf, listOf, nullable, optional, required, text } from '../http/checks.ts';
import { booleanAt, type Fields, mappingAt, textAt, textsAt } from '../http/fields.ts';
import { readPayload } from '../http/read-payload.ts';
import { invalidParam } from '../http/refusal.ts';
import { remakeChildren, tokensOf } from '../indexing/add-chunks.ts';
import { keywordsOf } from '../indexing/keywords-of.ts';
import { owner } from '../knowledge/owner.ts';
import type { DatasetRow, DocumentRow, SegmentRow } from '../world/knowledge-rows.ts';
import { segmentOf } from './knowledge-access.ts';
import { segmentBody } from './knowledge-segment-body.ts';

/** Changes a chunk. */
export async function update(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const { dataset, document, segment } = segmentOf(context);
  const body = await readPayload(request, 'SegmentUpdatePayload', {
    segment: required(
      fieldsOf(
        {
          content: optional(nullable(text())),
          answer: optional(nullable(text())),
          keywords: optional(nullable(listOf(text()))),
          regenerate_child_chunks: optional(aBoolean),
          enabled: optional(nullable(aBoolean)),
          attachment_ids: optional(nullable(listOf(text()))),
          summary: optional(nullable(text())),
        },
        'SegmentUpdateArgs',
      ),
    ),
  });
  const given = mappingAt(body, 'segment') ?? {};
  const enabled = booleanAt(given, 'enabled');
  const keep = (row: SegmentRow) => {
    server.world.segments.set(row.id, row);
    server.changed();
    return respond.json({ data: segmentBody(context, row), doc_form: document.doc_form });
  };
  if (segment.status === 'indexing') throw invalidParam('Segment is indexing, please try again later');
  if (enabled === false && segment.enabled) {
    return keep({ ...segment, enabled: false, disabled_at: server.now() });
  }
  if (!segment.enabled && enabled !== true) throw invalidParam("Can't update disabled segment");
  const row = changed(context, dataset, document, segment, given);
  document.word_count = Math.max(0, (document.word_count ?? 0) + row.word_count - segment.word_count);
  const isRemade = booleanAt(given, 'regenerate_child_chunks') === true;
  if (isRemade && document.doc_form === 'hierarchical_model') remakeChildren(server, document, row);
  return keep(row);
}

function changed(
  { server }: KnowledgeContext,
  dataset: DatasetRow,
  document: DocumentRow,
  segment: SegmentRow,
  given: Fields,
): SegmentRow {
  const now = server.now();
  const content = textAt(given, 'content') || segment.content;
  const isQa = document.doc_form === 'qa_model';
  const answer = isQa ? (textAt(given, 'answer') ?? null) : segment.answer;
  const words = textsAt(given, 'keywords');
  const ids = Array.isArray(given.attachment_ids) ? textsAt(given, 'attachment_ids') : segment.attachments;
  const row: SegmentRow = {
    ...segment,
    content,
    answer,
    word_count: Array.from(content).length + Array.from(answer ?? '').length,
    tokens: tokensOf(dataset, content, answer),
    keywords: words.length > 0 ? words : segment.keywords,
    enabled: true,
    disabled_at: null,
    updated_at: now,
    attachments: ids.filter((id) => server.world.knowledgeFiles.has(id)),
  };
  if (content === segment.content) return row;
  // A server of these versions trips over a new question without an answer, and answers with what is left.
  if (isQa && answer === null) {
    const error = 'can only concatenate str (not "NoneType") to str';
    return { ...row, enabled: false, disabled_at: now, status: 'error', error };
  }
  if (words.length === 0 && dataset.indexing_technique !== 'high_quality') row.keywords = keywordsOf(content);
  return { ...row, updated_by: owner.id, status: 'completed', error: null, indexing_at: now, completed_at: now };
}

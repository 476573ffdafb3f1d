import type { KnowledgeContext } from '../context.ts';
import { required, text } from '../http/checks.ts';
import { textAt } from '../http/fields.ts';
import { checkQuery, readPayload } from '../http/read-payload.ts';
import type { ChildChunkRow } from '../world/knowledge-rows.ts';
import { childChunkOf, segmentOf } from './knowledge-access.ts';
import { atLeastOne, pageOf, readCount } from './knowledge-page.ts';
import { childChunkBody, childrenOf } from './knowledge-segment-body.ts';

export function list(context: KnowledgeContext): Response {
  const { query, respond, server } = context;
  const { segment } = segmentOf(context);
  checkQuery(query, 'ChildChunkListQuery', { limit: atLeastOne, page: atLeastOne });
  const page = readCount(query, 'page', 1);
  const limit = Math.min(100, readCount(query, 'limit', 20));
  const keyword = query.get('keyword')?.toLowerCase() ?? '';
  const rows = childrenOf(server.world, segment.id).filter((row) => row.content.toLowerCase().includes(keyword));
  const data = pageOf(rows, page, limit).rows.map(childChunkBody);
  return respond.json({ data, total: rows.length, total_pages: Math.ceil(rows.length / limit), page, limit });
}

export async function create(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const { segment } = segmentOf(context);
  const body = await readPayload(request, 'ChildChunkCreatePayload', { content: required(text()) });
  const now = server.now();
  const row: ChildChunkRow = {
    id: server.id(),
    dataset_id: segment.dataset_id,
    document_id: segment.document_id,
    segment_id: segment.id,
    position: Math.max(0, ...childrenOf(server.world, segment.id).map(({ position }) => position)) + 1,
    content: textAt(body, 'content') ?? '',
    type: 'customized',
    created_at: now,
    updated_at: now,
  };
  server.world.childChunks.set(row.id, row);
  server.changed();
  return respond.json({ data: childChunkBody(row) });
}

export async function update(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const { child } = childChunkOf(context);
  const body = await readPayload(request, 'ChildChunkUpdatePayload', { content: required(text()) });
  const content = textAt(body, 'content') ?? '';
  const row: ChildChunkRow = { ...child, content, type: 'customized', updated_at: server.now() };
  server.world.childChunks.set(row.id, row);
  server.changed();
  return respond.json({ data: childChunkBody(row) });
}

function remove(context: KnowledgeContext): Response {
  const { respond, server } = context;
  const { child } = childChunkOf(context);
  server.world.childChunks.delete(child.id);
  server.changed();
  return respond.empty();
}

export { remove as delete };

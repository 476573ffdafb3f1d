import type { KnowledgeContext } from '../context.ts';
import { ruleOf } from '../indexing/add-chunks.ts';
import { rulesOf } from '../indexing/process-rule.ts';
import { nodeHash } from '../knowledge/node-hash.ts';
import { owner } from '../knowledge/owner.ts';
import type { ChildChunkRow, SegmentRow } from '../world/knowledge-rows.ts';
import { previewUrl } from './message-files.ts';

/** A chunk as answers show it. */
export function segmentBody(context: KnowledgeContext, row: SegmentRow) {
  const { world } = context.server;
  return {
    id: row.id,
    position: row.position,
    document_id: row.document_id,
    content: row.content,
    sign_content: row.content,
    answer: row.answer,
    word_count: row.word_count,
    tokens: row.tokens,
    keywords: row.keywords,
    index_node_id: row.index_node_id,
    index_node_hash: nodeHash(row.content),
    hit_count: row.hit_count,
    enabled: row.enabled,
    disabled_at: row.disabled_at,
    // A chunk that the server itself took out of use was disabled by nobody.
    disabled_by: row.disabled_at === null || row.status === 'error' ? null : owner.id,
    status: row.status,
    created_by: owner.id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    updated_by: row.updated_by,
    indexing_at: row.indexing_at,
    completed_at: row.completed_at,
    error: row.error,
    stopped_at: row.stopped_at,
    child_chunks: shownChildren(context, row).map(childChunkBody),
    attachments: row.attachments.flatMap((id) => {
      const file = world.knowledgeFiles.get(id);
      if (file === undefined) return [];
      const { name, size, extension, mime_type } = file;
      return [{ id, name, size, extension, mime_type, source_url: previewUrl(context, id) }];
    }),
    summary: null,
  };
}

/** A chunk shows its smaller ones only when its document is cut by paragraphs. */
function shownChildren(context: KnowledgeContext, { id, document_id }: SegmentRow): ChildChunkRow[] {
  const { world } = context.server;
  const document = world.documents.get(document_id);
  if (document === undefined || rulesOf(ruleOf(context.server, document)).parent_mode !== 'paragraph') return [];
  return childrenOf(world, id);
}

/** The smaller chunks of a chunk in their order. */
export function childrenOf(world: KnowledgeContext['server']['world'], segmentId: string): ChildChunkRow[] {
  return [...world.childChunks.values()]
    .filter(({ segment_id }) => segment_id === segmentId)
    .sort((a, b) => a.position - b.position);
}

/** A smaller chunk as answers show it. */
export function childChunkBody(row: ChildChunkRow) {
  return {
    id: row.id,
    segment_id: row.segment_id,
    content: row.content,
    position: row.position,
    word_count: Array.from(row.content).length,
    type: row.type,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

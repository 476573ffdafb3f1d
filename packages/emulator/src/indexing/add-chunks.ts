import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import type { DatasetRow, DocumentRow, SegmentRow } from '../world/knowledge-rows.ts';
import { childrenOf, chunkText } from './chunk-text.ts';
import { countTokens } from './count-tokens.ts';
import { keywordsOf } from './keywords-of.ts';
import { type ProcessRule, rulesOf } from './process-rule.ts';
import { sourceOf } from './source-of.ts';

/**
 * Cuts a document and keeps its chunks.
 *
 * @throws Error when its source is missing or its rules cannot be followed, in the words of a server
 */
export function addChunks(server: KnowledgeBackend, document: DocumentRow, at: number): void {
  const { world } = server;
  const dataset = world.datasets.get(document.dataset_id);
  if (dataset === undefined) return;
  const { text, problem, table } = sourceOf(server, document);
  if (problem !== null) throw new Error(problem);
  const isTable = table !== null && document.doc_form === 'qa_model';
  const options = { docForm: document.doc_form, rule: ruleOf(server, document), isTable };
  for (const [index, chunk] of chunkText(isTable ? table : text, options).entries()) {
    const row = newSegment(server, dataset, document, {
      content: chunk.content,
      answer: chunk.answer,
      position: index + 1,
      keywords: dataset.indexing_technique === 'high_quality' ? null : keywordsOf(chunk.content),
    });
    world.segments.set(row.id, { ...row, status: 'indexing', created_at: at, updated_at: at, completed_at: null });
    addChildren(server, row, chunk.children);
  }
}

/** The rule that a document is cut by. */
export function ruleOf({ world }: Pick<KnowledgeBackend, 'world'>, { process_rule_id }: DocumentRow): ProcessRule {
  return world.processRules.get(process_rule_id ?? '')?.rule ?? { mode: 'automatic' };
}

/** A chunk that is not kept yet, ready to be found. */
export function newSegment(
  server: KnowledgeBackend,
  dataset: DatasetRow,
  document: DocumentRow,
  given: Pick<SegmentRow, 'content' | 'answer' | 'position' | 'keywords'> & { readonly attachments?: string[] },
): SegmentRow {
  const now = server.now();
  const { content, answer } = given;
  return {
    id: server.id(),
    dataset_id: dataset.id,
    document_id: document.id,
    position: given.position,
    content,
    answer,
    word_count: Array.from(content).length + Array.from(answer ?? '').length,
    tokens: tokensOf(dataset, content, answer),
    keywords: given.keywords,
    index_node_id: server.id(),
    hit_count: 0,
    enabled: true,
    disabled_at: null,
    status: 'completed',
    created_at: now,
    updated_at: now,
    updated_by: null,
    indexing_at: now,
    completed_at: now,
    error: null,
    stopped_at: null,
    attachments: given.attachments ?? [],
  };
}

/** Only what is embedded costs tokens. */
export function tokensOf(dataset: DatasetRow, content: string, answer: string | null = null): number {
  return dataset.indexing_technique === 'high_quality' ? countTokens(`${content}${answer ?? ''}`) : 0;
}

/** Keeps smaller chunks of a chunk, after those that it has. */
function addChildren(server: KnowledgeBackend, segment: SegmentRow, contents: readonly string[]): void {
  const { world } = server;
  const now = server.now();
  for (const [index, content] of contents.entries()) {
    const id = server.id();
    world.childChunks.set(id, {
      id,
      dataset_id: segment.dataset_id,
      document_id: segment.document_id,
      segment_id: segment.id,
      position: index + 1,
      content,
      type: 'automatic',
      created_at: now,
      updated_at: now,
    });
  }
}

/** Cuts a chunk's smaller chunks anew. */
export function remakeChildren(server: KnowledgeBackend, document: DocumentRow, segment: SegmentRow): void {
  const { childChunks } = server.world;
  for (const child of [...childChunks.values()]) if (child.segment_id === segment.id) childChunks.delete(child.id);
  const smaller = rulesOf(ruleOf(server, document)).subchunk_segmentation;
  if (smaller !== null) addChildren(server, segment, childrenOf(segment.content, smaller));
}

/** Forgets all chunks of a document. */
export function removeChunks({ world }: Pick<KnowledgeBackend, 'world'>, documentId: string): void {
  for (const table of [world.segments, world.childChunks]) {
    for (const [id, row] of [...table]) if (row.document_id === documentId) table.delete(id);
  }
}

import type { ChildChunkRow, DatasetRow, SegmentRow } from '../world/knowledge-rows.ts';
import { bestFirst } from './best-first.ts';
import { type DatasetIndex, indexOf, type Scored } from './dataset-index.ts';
import { embedderOf } from './embedder-of.ts';
import type { KnowledgeBackend } from './knowledge-backend.ts';
import { meetsFilter } from './metadata-filter.ts';
import { overlapScore } from './overlap-score.ts';
import type { MetadataFilter, SearchMethod } from './retrieval-model.ts';

/** What is looked for, and how. */
export interface Search {
  readonly query: string;
  readonly method: SearchMethod;
  readonly topK: number;
  /** The least score that counts; `null` when all do. */
  readonly threshold: number | null;
  /** Puts what was found in order by how much of the question it speaks of. */
  readonly isReranked?: boolean;
  /** How much meaning counts in a hybrid search, from 0 to 1; words count for the rest. @default 0.5 */
  readonly vectorWeight?: number;
  readonly filter?: MetadataFilter | null;
}

/** A chunk that was found. */
export interface Found {
  readonly segment: SegmentRow;
  /** From 0 to 1. */
  readonly score: number;
  /** The smaller chunks that it was found by. */
  readonly children: readonly { readonly row: ChildChunkRow; readonly score: number }[];
}

/** The chunks of a knowledge base that fit a question best, the best first. */
export async function findSegments(server: KnowledgeBackend, dataset: DatasetRow, search: Search): Promise<Found[]> {
  const { world } = server;
  const index = indexOf(world, dataset);
  if (search.topK < 1) return [];
  const scored = await score(server, index, search);
  const allowed = new Map<string, boolean>();
  const isAllowed = (documentId: string) => {
    const known = allowed.get(documentId);
    if (known !== undefined) return known;
    const row = world.documents.get(documentId);
    const isSearched = row?.enabled === true && !row.archived && meetsFilter(row, search.filter);
    allowed.set(documentId, isSearched);
    return isSearched;
  };
  const found = new Map<string, { segment: SegmentRow; score: number; children: Found['children'][number][] }>();
  for (const { id, score: value } of scored) {
    // Reranking may turn the order round: it gets some more to choose from.
    if (found.size >= search.topK * (search.isReranked ? 4 : 1) && !found.has(index.segmentOf(id) ?? '')) break;
    const segment = world.segments.get(index.segmentOf(id) ?? '');
    if (segment === undefined || !isAllowed(segment.document_id)) continue;
    const known = found.get(segment.id) ?? { segment, score: value, children: [] };
    const child = world.childChunks.get(id);
    if (child !== undefined) known.children.push({ row: child, score: value });
    found.set(segment.id, known);
  }
  const list = [...found.values()];
  const ranked = search.isReranked
    ? list
        .map((item) => ({ ...item, score: overlapScore(search.query, textOf(item.segment)) }))
        .sort((a, b) => b.score - a.score)
    : list;
  const { threshold } = search;
  return ranked.filter((item) => threshold === null || item.score >= threshold).slice(0, search.topK);
}

async function score(server: KnowledgeBackend, index: DatasetIndex, search: Search): Promise<Iterable<Scored>> {
  const { query, method, vectorWeight = 0.5 } = search;
  if (method === 'keyword_search') return index.byKeywords(query);
  if (method === 'full_text_search') return index.byWords(query);
  const meanings = await index.byMeaning(query, embedderOf(server));
  if (method === 'semantic_search') return bestFirst(meanings);
  const sums = new Map(meanings.map(({ id, score: value }) => [id, value * vectorWeight]));
  for (const { id, score: value } of index.byWords(query)) {
    sums.set(id, (sums.get(id) ?? 0) + value * (1 - vectorWeight));
  }
  return bestFirst(Array.from(sums, ([id, value]) => ({ id, score: value })));
}

function textOf({ content, answer }: SegmentRow): string {
  return answer === null ? content : `${content}\n${answer}`;
}

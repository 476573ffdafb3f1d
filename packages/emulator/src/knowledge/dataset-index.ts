import MiniSearch from 'minisearch';
import type { ChildChunkRow, DatasetRow, SegmentRow } from '../world/knowledge-rows.ts';
import type { World } from '../world/world.ts';
import { bestFirst } from './best-first.ts';
import { type Embedder, likenessTo } from './embedder.ts';
import { tokenize } from './tokenize.ts';

/** A chunk and how well it fits, from 0 to 1. */
export interface Scored {
  readonly id: string;
  readonly score: number;
}

/** What is known of a chunk. The row is the chunk's version: another row means that it was changed. */
interface Entry {
  readonly row: SegmentRow | ChildChunkRow;
  readonly segmentId: string;
  readonly text: string;
  readonly keywords: ReadonlySet<string>;
  vector: Float32Array | undefined;
}

/** The index of one knowledge base. It follows the rows: what is new, changed or gone is all that costs. */
export interface DatasetIndex {
  /** Catches up with the rows. */
  follow(world: World, dataset: DatasetRow): void;
  /** Chunks by the keywords that they share with a text, those with most of them first. */
  byKeywords(text: string): Iterable<Scored>;
  /** Chunks by BM25. The best has 1. */
  byWords(text: string): readonly Scored[];
  /** Chunks by meaning, in no order. */
  byMeaning(text: string, embedder: Embedder): Promise<readonly Scored[]>;
  /** Whether anything was found to index. */
  readonly size: number;
  /** The chunk that an indexed piece belongs to: itself, or its parent. */
  segmentOf(id: string): string | undefined;
}

/** An empty index. */
function createDatasetIndex(): DatasetIndex {
  const entries = new Map<string, Entry>();
  const words = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { combineWith: 'OR' },
  });

  function remove(id: string): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    words.remove({ id, text: entry.text });
    entries.delete(id);
  }

  function put(row: SegmentRow | ChildChunkRow, text: string, keywords: readonly string[]): void {
    remove(row.id);
    const segmentId = 'segment_id' in row ? row.segment_id : row.id;
    const known = new Set(keywords.flatMap(tokenize));
    entries.set(row.id, { row, segmentId, text, keywords: known, vector: undefined });
    words.add({ id: row.id, text });
  }

  return {
    follow(world, dataset) {
      const isHierarchical = dataset.doc_form === 'hierarchical_model';
      const isActive = (row: SegmentRow | undefined) => row?.enabled === true && row.status === 'completed';
      const isIndexed = (row: SegmentRow | ChildChunkRow) => {
        if (row.dataset_id !== dataset.id) return false;
        return 'segment_id' in row ? isActive(world.segments.get(row.segment_id)) : isActive(row);
      };
      let present = 0;
      const rows: ReadonlyMap<string, SegmentRow | ChildChunkRow> = isHierarchical ? world.childChunks : world.segments;
      for (const row of rows.values()) {
        if (!isIndexed(row)) continue;
        present++;
        if (entries.get(row.id)?.row !== row) put(row, ...wordsOf(world, row));
      }
      // More entries than rows: some are gone.
      if (entries.size === present) return;
      for (const id of [...entries.keys()]) {
        const row = rows.get(id);
        if (row === undefined || !isIndexed(row)) remove(id);
      }
    },
    byKeywords(text) {
      const asked = new Set(tokenize(text));
      const found: Scored[] = [];
      for (const [id, { keywords }] of entries) {
        let shared = 0;
        for (const token of asked) if (keywords.has(token)) shared++;
        if (shared > 0) found.push({ id, score: shared / asked.size });
      }
      return bestFirst(found);
    },
    byWords(text) {
      const found = words.search(text);
      const best = found[0]?.score ?? 1;
      return found.map(({ id, score }) => ({ id: String(id), score: score / best }));
    },
    async byMeaning(text, embedder) {
      const waiting = [...entries.values()].filter(({ vector }) => vector === undefined);
      const [query, ...vectors] = await embedder.embed([text, ...waiting.map((entry) => entry.text)]);
      for (const [at, entry] of waiting.entries()) entry.vector = vectors[at];
      if (query === undefined) return [];
      const likeness = likenessTo(query);
      const found: Scored[] = [];
      for (const [id, { vector }] of entries) {
        if (vector !== undefined) found.push({ id, score: Math.max(0, likeness(vector)) });
      }
      return found;
    },
    get size() {
      return entries.size;
    },
    segmentOf: (id) => entries.get(id)?.segmentId,
  };
}

/** What is searched of a row: its text and its keywords. */
function wordsOf(world: World, row: SegmentRow | ChildChunkRow): [text: string, keywords: readonly string[]] {
  if ('segment_id' in row) return [row.content, world.segments.get(row.segment_id)?.keywords ?? []];
  return [row.answer === null ? row.content : `${row.content}\n${row.answer}`, row.keywords ?? []];
}

const indexes = new WeakMap<World, Map<string, DatasetIndex>>();

/** The index of a knowledge base, caught up with the rows. */
export function indexOf(world: World, dataset: DatasetRow): DatasetIndex {
  const all = indexes.get(world) ?? new Map<string, DatasetIndex>();
  indexes.set(world, all);
  const index = all.get(dataset.id) ?? createDatasetIndex();
  all.set(dataset.id, index);
  index.follow(world, dataset);
  return index;
}

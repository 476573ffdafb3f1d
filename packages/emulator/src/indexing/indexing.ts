import { indexOf } from '../knowledge/dataset-index.ts';
import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import type { DocumentRow, IndexingStage } from '../world/knowledge-rows.ts';
import { addChunks } from './add-chunks.ts';
import { sourceOf } from './source-of.ts';

/** How fast documents are indexed. */
interface IndexingOptions {
  /** Milliseconds a stage takes; `manual` waits for `step()`. @default 0: done by the next request */
  stepMs?: number | 'manual';
}

/** The clock of the indexing in a test's hand. */
export interface IndexingControl {
  /** Takes every document that is being indexed one stage further; says how many there were. */
  step(): number;
  /** Takes every document to its end. */
  finish(): void;
}

const stages = ['waiting', 'parsing', 'cleaning', 'splitting', 'indexing', 'completed'] as const;
const last = stages.length - 1;
const paces = new WeakMap<KnowledgeBackend['world'], number>();

/** Sets how fast a server's documents are indexed. */
export function configureIndexing(server: Pick<KnowledgeBackend, 'world'>, { stepMs = 0 }: IndexingOptions): void {
  paces.set(server.world, stepMs === 'manual' ? Number.POSITIVE_INFINITY : stepMs);
}

/** Whether a server's documents wait for `step()`. */
export function isStepped({ world }: Pick<KnowledgeBackend, 'world'>): boolean {
  return paces.get(world) === Number.POSITIVE_INFINITY;
}

/** The clock of a server's indexing. */
export function indexingControl(server: KnowledgeBackend): IndexingControl {
  const waiting = () => [...server.world.documents.values()].filter(isRunning);
  const go = (rows: readonly DocumentRow[], steps: number) => {
    for (const row of rows) row.indexing.steps += steps;
    advanceIndexing(server);
  };
  return {
    step() {
      advanceIndexing(server);
      const rows = waiting();
      go(rows, 1);
      return rows.length;
    },
    finish() {
      go(waiting(), last);
    },
  };
}

/** Takes one document to its end at once. */
export function finishDocument(server: KnowledgeBackend, row: DocumentRow): void {
  row.indexing.steps = last;
  advanceIndexing(server, [row]);
}

/** The state of a document whose indexing begins. */
export function beginIndexing(
  server: KnowledgeBackend,
  course: DocumentRow['indexing']['course'] = 'stages',
): DocumentRow['indexing'] {
  return { stage: 'waiting', begunMs: server.nowMs(), steps: 0, reached: {}, course };
}

/** Brings all documents to where the clock says that they are. Every operation does so first. */
export function advanceIndexing(
  server: KnowledgeBackend,
  rows: Iterable<DocumentRow> = server.world.documents.values(),
): void {
  const { world } = server;
  const stepMs = paces.get(world) ?? 0;
  const finished = new Set<string>();
  let hasMoved = false;
  for (const row of rows) {
    if (!isRunning(row) || row.indexing.course === 'never') continue;
    const { begunMs, steps } = row.indexing;
    const elapsed = Math.max(0, server.nowMs() - begunMs);
    const due = Math.min(last, steps + (stepMs === 0 ? last : Math.floor(elapsed / stepMs)));
    for (let at = stages.indexOf(stageOf(row)) + 1; at <= due && isRunning(row); at++) {
      const stage = stages[at];
      if (stage === undefined) break;
      const atMs = Number.isFinite(stepMs) ? Math.min(server.nowMs(), begunMs + at * stepMs) : server.nowMs();
      enter(server, row, stage, Math.floor(atMs / 1000));
      hasMoved = true;
      if (stage === 'completed') finished.add(row.dataset_id);
    }
  }
  if (!hasMoved) return;
  // What has become searchable is indexed now: the first search need not wait for it.
  for (const id of finished) {
    const dataset = world.datasets.get(id);
    if (dataset !== undefined) indexOf(world, dataset);
  }
  server.changed();
}

/** How many chunks are done, from 0 to 1, while a document is in the stage `indexing`. */
export function shareOfIndexing(server: KnowledgeBackend, { indexing }: DocumentRow): number {
  const stepMs = paces.get(server.world) ?? 0;
  if (!Number.isFinite(stepMs) || stepMs === 0) return 0;
  const elapsed = server.nowMs() - indexing.begunMs + indexing.steps * stepMs;
  return Math.min(1, Math.max(0, elapsed / stepMs - stages.indexOf('indexing')));
}

/** Whether a document's indexing has not come to its end. */
export function isRunning({ indexing }: DocumentRow): boolean {
  return indexing.stage !== 'completed' && indexing.stage !== 'error';
}

function stageOf({ indexing }: DocumentRow): (typeof stages)[number] {
  return indexing.stage === 'error' ? 'completed' : indexing.stage;
}

function enter(server: KnowledgeBackend, row: DocumentRow, stage: IndexingStage, at: number): void {
  const { indexing } = row;
  if (indexing.course === 'pipeline') {
    // A pipeline shows nothing between its beginning and its end.
    if (stage !== 'completed') return;
    attempt(() => addChunks(server, row, at));
    if (row.error !== null) return;
  }
  if (stage === 'cleaning' && indexing.course === 'stages') {
    const { problem, text } = sourceOf(server, row);
    if (problem !== null) {
      fail(problem);
      return;
    }
    row.word_count = Array.from(text).length;
  }
  if (stage === 'indexing' && !attempt(() => addChunks(server, row, at))) return;
  if (stage === 'completed') {
    complete(server, row, at);
    row.error = null;
  }
  indexing.stage = stage;
  indexing.reached[stage] = at;

  function attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  function fail(message: string): void {
    row.error = message;
    indexing.stage = 'error';
    indexing.reached.error = at;
  }
}

function complete({ world }: KnowledgeBackend, document: DocumentRow, at: number): void {
  let tokens = 0;
  let words = 0;
  for (const segment of world.segments.values()) {
    if (segment.document_id !== document.id) continue;
    world.segments.set(segment.id, { ...segment, status: 'completed', indexing_at: at, completed_at: at });
    tokens += segment.tokens;
    words += segment.word_count;
  }
  if (document.indexing.course === 'pipeline') document.word_count = words;
  else document.tokens = tokens;
  document.updated_at = at;
}

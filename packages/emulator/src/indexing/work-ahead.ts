import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import type { DocumentRow } from '../world/knowledge-rows.ts';
import { ruleOf } from './add-chunks.ts';
import { chunkText } from './chunk-text.ts';
import { finishDocument, isRunning, isStepped } from './indexing.ts';
import { sourceOf } from './source-of.ts';

/** How many documents older servers have in hand at a time. */
const most = 6;

/**
 * Begins to index before the answer is given, as older servers do: the answer shows the work begun, or failed already.
 * When enough is in hand, a document waits.
 */
export function workAhead(server: KnowledgeBackend, row: DocumentRow): void {
  const running = [...server.world.documents.values()].filter(isRunning);
  if (isStepped(server) || running.length > most + 1) return;
  if (isDoomed(server, row)) {
    finishDocument(server, row);
    return;
  }
  row.indexing.stage = 'parsing';
  row.indexing.reached.parsing = server.now();
}

function isDoomed(server: KnowledgeBackend, row: DocumentRow): boolean {
  const { text, problem } = sourceOf(server, row);
  if (problem !== null) return true;
  try {
    chunkText(text, { docForm: row.doc_form, rule: ruleOf(server, row) });
    return false;
  } catch {
    return true;
  }
}

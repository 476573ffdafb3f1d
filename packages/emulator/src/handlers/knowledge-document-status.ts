import type { KnowledgeContext } from '../context.ts';
import { isUuid } from '../http/is-uuid.ts';
import { readJson } from '../http/read-body.ts';
import { Refusal } from '../http/refusal.ts';
import type { DocumentRow } from '../world/knowledge-rows.ts';
import { datasetOf, stumble } from './knowledge-access.ts';

const actions = ['enable', 'disable', 'archive', 'un_archive'];

/** How long a server takes over the index of a document that was archived or taken back. */
const archiveLockMs = 3000;
/** How long an older server refuses to disable again what it has just disabled. */
const disableLockMs = 1000;

/** Changes the state of documents: of all, or of none when one of them stands in the way. */
export async function setStatus(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server, slots } = context;
  const dataset = datasetOf(context);
  const { document_ids: ids = [] } = await readJson(request);
  const success = () => respond.json({ result: 'success' });
  if (!ids || (Array.isArray(ids) && ids.length === 0)) return success();
  const action = slots.action ?? '';
  if (!actions.includes(action)) {
    const list = actions.map((word) => `'${word}'`).join(', ');
    throw new Refusal(400, 'invalid_action', `Invalid action: ${action}. Must be one of [${list}]`);
  }
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string' && isUuid(id))) throw stumble();
  const rows = ids.flatMap((id: string) => {
    const row = server.world.documents.get(id);
    return row?.dataset_id === dataset.id ? [row] : [];
  });
  for (const row of rows) checkState(context, row, action);
  for (const row of rows) apply(context, row, action);
  server.changed();
  return success();
}

function checkState({ server }: KnowledgeContext, row: DocumentRow, action: string): void {
  const isLocked = row.lockedUntilMs !== null && row.lockedUntilMs > server.nowMs();
  const isTakenBack = action === 'enable' && !row.enabled && !row.archived;
  if (isLocked && !isTakenBack) {
    const message = `Document:${row.name} is being indexed, please try again later`;
    throw new Refusal(400, 'invalid_action', message);
  }
  if (action === 'disable' && row.indexing.stage !== 'completed') {
    throw new Refusal(400, 'invalid_action', `Document: ${row.name} is not completed.`);
  }
}

function apply({ server }: KnowledgeContext, row: DocumentRow, action: string): void {
  const now = server.now();
  const lock = (ms: number) => {
    row.lockedUntilMs = server.nowMs() + ms;
  };
  if (action === 'enable' && !row.enabled) {
    Object.assign(row, { enabled: true, disabled_at: null, updated_at: now, lockedUntilMs: null });
  } else if (action === 'disable' && row.enabled) {
    Object.assign(row, { enabled: false, disabled_at: now, updated_at: now });
    if (server.profile === '1.14') lock(disableLockMs);
  } else if (action === 'archive' && !row.archived) {
    Object.assign(row, { archived: true, updated_at: now });
    if (row.enabled) lock(archiveLockMs);
  } else if (action === 'un_archive' && row.archived) {
    Object.assign(row, { archived: false, updated_at: now });
    if (row.enabled) lock(archiveLockMs);
  }
}

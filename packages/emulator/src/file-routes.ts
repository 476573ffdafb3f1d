import type { BaseContext } from './context.ts';
import { signedPreview } from './handlers/files.ts';
import { previewKnowledgeFile } from './handlers/knowledge-file-preview.ts';
import { fromBase64 } from './http/base64.ts';
import { Refusal } from './http/refusal.ts';
import { isSigned } from './http/signed.ts';

const upload = /^\/files\/([0-9a-f-]{36})\/(?:file|image)-preview$/;
const made = /^\/files\/tools\/([0-9a-f-]{36})(\.\w+)?$/;

/**
 * Files at the addresses that answers name. They lie outside of the API's base path and need no key: a signature in the
 * address opens them for a while. `undefined` for every other path.
 */
export function answerFile(context: BaseContext, path: string): Response | undefined {
  const { query, respond, server } = context;
  const id = upload.exec(path)?.[1];
  if (id !== undefined) {
    return previewKnowledgeFile(server, respond, id, query) ?? signedPreview(context, id);
  }
  const madeId = made.exec(path)?.[1];
  return madeId === undefined ? undefined : answerMadeFile(context, madeId);
}

/** A file that a tool or a node made. */
function answerMadeFile({ query, respond, server }: BaseContext, id: string): Response {
  const row = server.world.toolFiles.get(id);
  if (!isSigned(query, id, server.now(), 'ToolFileQuery') || row === undefined) {
    throw new Refusal(403, 'forbidden', 'Invalid request.');
  }
  const isAttached = query.get('as_attachment') === 'true';
  return respond.bytes(fromBase64(row.base64), {
    'Content-Type': row.mime_type,
    'Content-Length': String(row.size),
    ...(isAttached ? { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(row.name)}` } : {}),
  });
}

import type { Server } from '../context.ts';
import { fileBytes } from '../files/file-bytes.ts';
import type { Responder } from '../http/respond.ts';
import { isSigned } from '../http/signed.ts';

/**
 * A file of a knowledge base at its signed address, `/files/{id}/file-preview`: no key is needed there. `undefined` when
 * no knowledge base has such a file, or the address has expired.
 */
export function previewKnowledgeFile(
  server: Pick<Server, 'world' | 'now'>,
  respond: Responder,
  id: string,
  query: URLSearchParams,
): Response | undefined {
  const file = server.world.knowledgeFiles.get(id);
  if (file === undefined || !isSigned(query, id, server.now(), 'FilePreviewQuery')) return undefined;
  const isAttached = query.get('as_attachment') === 'true' || /html|xml/.test(file.mime_type);
  const name = encodeURIComponent(file.name);
  return respond.bytes(fileBytes(file), {
    'Content-Type': isAttached ? 'application/octet-stream' : file.mime_type,
    'Content-Length': String(file.size),
    ...(isAttached ? { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` } : {}),
  });
}

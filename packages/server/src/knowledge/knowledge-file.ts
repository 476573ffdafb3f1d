import { binaryAnswer, unsatisfiable } from '../answers/binary-answer.ts';
import { rangeIn } from '../answers/byte-range.ts';
import { loadFile } from '../answers/load-file.ts';
import { Refusal } from '../refusal.ts';
import { missing } from './knowledge-access.ts';
import type { KnowledgeConfig } from './knowledge-config.ts';
import { isFrom } from './sight.ts';

/** Where a document's file lies below the handler: `…/documents/{document_id}/file`. */
export const filePath = /^(\/datasets\/[^/]+\/documents\/[^/]+)\/file$/;

/**
 * The address under which the handler itself hands a document's file out: a path of this site, or a whole address for a
 * page of another one.
 */
export function fileAddress(config: KnowledgeConfig, request: Request, ids: Readonly<Record<string, string>>): string {
  const path = `${config.basePath}/datasets/${ids.dataset_id ?? ''}/documents/${ids.document_id ?? ''}/file`;
  const origin = request.headers.get('origin');
  if (origin === null || !config.origins.has(origin)) return path;
  const url = new URL(path, request.url);
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  if (forwarded === 'https') url.protocol = 'https:';
  return url.href;
}

/**
 * Hands a file on from the address that Dify signed, as something to be saved: whatever its type, no page runs it. The
 * address and the key stay here, and only Dify and the configured origins are asked.
 *
 * @throws Refusal with 404, 416, 502 or 504
 */
export async function handFileOn(
  config: KnowledgeConfig,
  address: unknown,
  request: Request,
  controller: AbortController,
): Promise<Response> {
  const { app, fileOrigins, limits, log } = config;
  // A server without FILES_URL answers a path of its own.
  const isPath = typeof address === 'string' && /^\/[^/\\]/.test(address);
  const whole = isPath ? new URL(address, app.baseURL).href : address;
  if (typeof whole !== 'string' || !isFrom(whole, new Set([app.baseURL.origin, ...fileOrigins]))) {
    log.warn('Dify named a file at an origin that is neither its own nor in `fileOrigins`. It was not loaded.');
    throw new Refusal(502, 'file_origin', 'The file lies where this site does not load from.');
  }
  const range = rangeIn(request.headers.get('range'));
  const upstream = await loadFile({ address: new URL(whole), fetch: app.fetch, range, limits, controller });
  if (range !== null && upstream.status === 416) throw unsatisfiable(null);
  if (upstream.status === 404 || upstream.status === 403) throw missing();
  if (upstream.status !== 200 && upstream.status !== 206) {
    void upstream.body?.cancel().catch(() => undefined);
    throw new Refusal(502, 'upstream_error', 'The file could not be loaded.');
  }
  return binaryAnswer(upstream, { operation: 'downloadDocument', asAttachment: true, request, limits });
}

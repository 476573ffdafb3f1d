import { fromBase64 } from '../http/base64.ts';
import type { KnowledgeFileRow } from '../world/knowledge-rows.ts';

/** A file's bytes as they were uploaded. */
export function fileBytes({ base64, text }: KnowledgeFileRow): Uint8Array<ArrayBuffer> {
  return base64 === null ? new TextEncoder().encode(text) : fromBase64(base64);
}

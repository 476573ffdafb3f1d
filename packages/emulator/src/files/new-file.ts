import type { Server } from '../context.ts';
import { toBase64 } from '../http/base64.ts';
import type { KnowledgeFileRow } from '../world/knowledge-rows.ts';
import { extensionOf, readText } from './extract-text.ts';

/** A file of a knowledge base that holds text. It is not kept yet. */
export function newTextFile(server: Pick<Server, 'id' | 'nowMs'>, name: string, text: string): KnowledgeFileRow {
  return {
    id: server.id(),
    name,
    size: new TextEncoder().encode(text).length,
    extension: 'txt',
    mime_type: 'text/plain',
    created_at: server.nowMs() / 1000,
    base64: null,
    text,
    problem: null,
  };
}

/** A file of a knowledge base as it was uploaded, with the text that is in it. It is not kept yet. */
export async function newUploadedFile(server: Pick<Server, 'id' | 'nowMs'>, file: File): Promise<KnowledgeFileRow> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const extension = extensionOf(file.name);
  const { text, problem } = await readOrFail(file.name, extension, bytes);
  const isPlain =
    bytes.length === new TextEncoder().encode(text).length && ['txt', 'md', 'markdown'].includes(extension);
  return {
    id: server.id(),
    name: file.name,
    size: bytes.length,
    extension,
    mime_type: file.type,
    created_at: server.nowMs() / 1000,
    base64: isPlain ? null : toBase64(bytes),
    text,
    problem,
  };
}

async function readOrFail(
  name: string,
  extension: string,
  bytes: Uint8Array,
): Promise<Pick<KnowledgeFileRow, 'text' | 'problem'>> {
  try {
    return { text: await readText(name, bytes), problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { text: '', problem: extension === 'pdf' ? 'Failed to load document (PDFium: Data format error).' : reason };
  }
}

import { toBase64 } from '../http/base64.ts';
import { signature } from '../http/signed.ts';
import { fileTypeOf } from '../run/file-type-of.ts';
import type { ToolFileRow } from '../world/workflow-rows.ts';
import { type OutputFile, referenceOf } from './output-file.ts';
import type { RunFacts } from './run-facts.ts';
import type { MadeFile } from './workflow-functions.ts';

/** Keeps a file that a run has made. */
export function keepMadeFile(run: RunFacts, { bytes, extension, mime_type }: MadeFile): OutputFile {
  const { row, server } = run;
  const id = server.id();
  const file: ToolFileRow = {
    id,
    app: row.app,
    user: row.user,
    name: `${server.id().replaceAll('-', '')}${extension}`,
    extension,
    mime_type,
    size: bytes.byteLength,
    base64: toBase64(bytes),
  };
  server.world.toolFiles.set(id, file);
  server.changed();
  return madeFile(file, run.origin, server.now(), server.id().replaceAll('-', ''));
}

/**
 * A made file as outputs carry it, freshly signed.
 *
 * @param now Unix seconds
 * @param nonce 32 hexadecimal characters
 */
function madeFile(file: ToolFileRow, origin: string, now: number, nonce: string): OutputFile {
  const { extension, id, mime_type, name, size } = file;
  return {
    dify_model_identity: '__dify__file__',
    id: null,
    type: fileTypeOf(mime_type),
    transfer_method: 'tool_file',
    remote_url: null,
    reference: referenceOf(id),
    filename: name,
    extension,
    mime_type,
    size,
    related_id: id,
    url: `${origin}/files/tools/${id}${extension}?${signature(id, now, nonce)}`,
  };
}

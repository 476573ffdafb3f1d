import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { lookup } from 'mrmime';

/**
 * A file of the disk, to be uploaded. Its bytes are read while they are sent, so a large one costs no memory.
 *
 * @param file the path
 * @param options `name`: what Dify calls it. @default the path's last part. `type`: the MIME type. @default by its extension
 * @throws Error of `node:fs` when there is no such file
 * @example await dify.documents.createByFile({ dataset_id, file: await fileFromPath('handbook.pdf') })
 */
export async function fileFromPath(file: string, options: { name?: string; type?: string } = {}): Promise<File> {
  const name = options.name ?? path.basename(file);
  const type = options.type ?? lookup(name) ?? 'application/octet-stream';
  return new File([await openAsBlob(file, { type })], name, { type });
}

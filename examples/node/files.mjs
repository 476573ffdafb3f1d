import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toFile } from '@dify-oapi/core';
import { fileFromPath } from '@dify-oapi/core/node';
import { connect, isMain } from './connect.mjs';

/**
 * Sends files with a message: from the disk, and from whatever holds bytes.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  const folder = await mkdtemp(path.join(tmpdir(), 'dify-example-'));
  try {
    const notes = path.join(folder, 'notes.md');
    await writeFile(notes, '# Workshop notes\n\nThe rack bolts of bike 17 take 8 Nm.\n');

    // Two steps: upload, then send. The file's bytes are read while they are sent.
    const uploaded = await dify.files.upload({ file: await fileFromPath(notes) });
    console.log(`Uploaded ${uploaded.name}, ${uploaded.size} bytes.`);
    const { answer } = await dify.chat.send({
      query: 'What do the rack bolts of bike 17 take?',
      files: [{ type: 'document', transfer_method: 'local_file', upload_file_id: uploaded.id }],
    });
    console.log(`Answer: ${answer}`);

    // One step, with a file made of text, bytes, a Blob, a stream or a Response.
    const log = await toFile('time,code\n08:15,E-214\n', 'diagnostics.csv', { type: 'text/csv' });
    const stream = await dify.files.uploadAndStream({ query: 'Which code is in the file?', files: [log] });
    const { text } = await stream.final();
    console.log(`Answer: ${text}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (isMain(import.meta)) await main(connect('support'));

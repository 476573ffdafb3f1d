// What only Node, Deno and Bun can do.
import { createDify } from '@dify-oapi/core';
import { fileFromPath } from '@dify-oapi/core/node';
import { exactly } from './exactly.js';

const dify = createDify({
  baseURL: process.env.DIFY_BASE_URL ?? 'https://api.dify.ai/v1',
  apiKey: process.env.DIFY_API_KEY ?? '',
});

export async function upload(path: string): Promise<void> {
  const file = await fileFromPath(path, { name: 'report.pdf' });
  exactly<File>()(file);
  await dify.files.upload({ file, user: 'u1' });
}

// What a client can be told, and what it tells.
import {
  type CallFacts,
  createDify,
  type DifyOptions,
  type Logger,
  type OnRequest,
  type UploadProgress,
} from '@dify-oapi/core';
import { exactly } from './exactly.js';

const onRequest: OnRequest = (request, facts) => {
  exactly<CallFacts>()(facts);
  exactly<string>()(facts['url.template']);
  const marked = new Request(request);
  marked.headers.set('x-tenant', 'a');
  return marked;
};

const logger: Partial<Logger> = { warn: (message, facts) => void [message, facts] };

const options: DifyOptions = {
  baseURL: 'https://api.dify.ai/v1',
  apiKey: 'app-1',
  user: 'u1',
  fetch: (input, init) => fetch(input, init),
  headers: { 'x-a': 'b' },
  timeout: 0,
  firstByteTimeout: 5000,
  idleTimeout: 60_000,
  totalTimeout: 600_000,
  maxRetries: 3,
  logger,
  logLevel: 'info',
  onRequest,
  onResponse: (response) => exactly<number>()(response.status),
};

export const dify = createDify(options);

// @ts-expect-error there is no such level
export const loud = createDify({ ...options, logLevel: 'loud' });

export async function upload(file: File): Promise<string> {
  const told: UploadProgress[] = [];
  const { id } = await dify.files.upload({ file }, { onProgress: (progress) => told.push(progress) });
  return id;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { endpoint } from '../endpoint.ts';
import { openObject } from '../schemas/open-object.ts';
import { plainTransport } from '../testing/plain-transport.ts';
import { json } from '../testing/scripted-dify.ts';
import type { UploadProgress } from './options.ts';
import { send } from './send.ts';

const upload = endpoint<Record<string, unknown>, unknown>({
  operationId: 'upload',
  method: 'POST',
  path: '/files/upload',
  payload: 'form',
  user: 'none',
  input: openObject({}),
  output: v.unknown(),
});
const file = new File(['0123456789'.repeat(50_000)], 'ä "x".txt', { type: 'text/plain' });

describe('uploads with progress', () => {
  it('stream the form with its length, and tell every piece', async () => {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const headers = new Headers({ 'content-type': String(request.headers['content-type']) });
      const form = await new Response(Buffer.concat(chunks), { headers }).formData();
      const sent = form.get('file');
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          length: Number(request.headers['content-length']) === Buffer.concat(chunks).length,
          name: sent instanceof File ? sent.name : '',
          size: sent instanceof File ? sent.size : 0,
          data: form.get('data'),
        }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port }: AddressInfo = JSON.parse(JSON.stringify(server.address()));
      const told: UploadProgress[] = [];
      const transport = plainTransport(fetch, { baseURL: `http://127.0.0.1:${port}` });
      const onProgress = (progress: UploadProgress) => told.push(progress);
      const { data } = await send(transport, upload, { file, data: { a: 1 } }, { onProgress });
      expect(data).toEqual({ length: true, name: 'ä "x".txt', size: 500_000, data: '{"a":1}' });
      expect(told.length).toBeGreaterThan(3);
      expect(told.every(({ loaded }, at) => loaded >= (told[at - 1]?.loaded ?? 0))).toBe(true);
      expect(told.at(-1)).toEqual({ loaded: told[0]?.total, total: told[0]?.total });
    } finally {
      server.close();
    }
  });

  it('go by XMLHttpRequest in a page, and end with the signal', async () => {
    class Xhr {
      static last: Xhr | undefined;
      responseType = '';
      status = 201;
      statusText = 'CREATED';
      response = new Blob(['{"id":"f1"}']);
      upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null };
      onload: (() => void) | null = null;
      onerror: (() => void) | null = null;
      onabort: (() => void) | null = null;
      sent: string[] = [];
      open(method: string, url: string) {
        this.sent.push(`${method} ${url}`);
      }
      setRequestHeader(name: string, value: string) {
        this.sent.push(`${name}: ${value}`);
      }
      getAllResponseHeaders() {
        return 'content-type: application/json\r\nx-version: 1.16.1\r\n';
      }
      send() {
        Xhr.last = this;
        this.upload.onprogress?.({ loaded: 5, total: 10 });
        if (!this.sent.some((line) => line.startsWith('x-hang'))) this.onload?.();
      }
      abort() {
        this.sent.push('aborted');
        this.onabort?.();
      }
    }
    vi.stubGlobal('XMLHttpRequest', Xhr);
    try {
      const told: UploadProgress[] = [];
      const transport = plainTransport(fetch, { usesGlobalFetch: true });
      const onProgress = (progress: UploadProgress) => told.push(progress);
      const { data, response } = await send(transport, upload, { file }, { onProgress });
      expect([data, response.status, response.headers.get('x-version')]).toEqual([{ id: 'f1' }, 201, '1.16.1']);
      expect(told).toEqual([{ loaded: 5, total: 10 }]);
      expect(Xhr.last?.sent[0]).toBe('POST http://dify.test/v1/files/upload');
      const controller = new AbortController();
      const hanging = { onProgress, signal: controller.signal, headers: { 'x-hang': '1' } };
      const call = send(transport, upload, { file }, hanging);
      setTimeout(() => controller.abort());
      await expect(call).rejects.toMatchObject({ name: 'AbortError' });
      expect(Xhr.last?.sent.at(-1)).toBe('aborted');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('tell beginning and end where neither can be had', async () => {
    vi.stubGlobal('XMLHttpRequest', class {});
    try {
      const told: number[] = [];
      const transport = plainTransport(async () => json(201, {}));
      await send(transport, upload, { file }, { onProgress: ({ loaded, total }) => told.push(loaded / total) });
      expect(told).toEqual([0, 1]);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('are not sent again when the server may have got them', async () => {
    let count = 0;
    const transport = plainTransport(async () => {
      count++;
      return json(503, {});
    });
    await expect(send(transport, upload, { file }, { onProgress: () => undefined })).rejects.toThrow();
    expect(count).toBe(1);
  });
});

import { createBrowserDify, type DifyClient } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';

/** A client on an emulator, which stands where an application's own handler would: it adds the key and the user. */
export function difyOn(emulator: Pick<Emulator, 'fetch'>, user = 'u1'): DifyClient {
  return createBrowserDify({
    url: 'http://dify.test/v1',
    maxRetries: 0,
    async fetch(input, init) {
      const request = new Request(input, init);
      const headers = new Headers(request.headers);
      headers.set('authorization', 'Bearer app-support');
      const url = new URL(request.url);
      if (request.method === 'GET') {
        url.searchParams.set('user', user);
        return emulator.fetch(new Request(url, { headers, signal: request.signal }));
      }
      const body = await withUser(request, user);
      if (body instanceof FormData) headers.delete('content-type');
      return emulator.fetch(new Request(url, { method: request.method, headers, body, signal: request.signal }));
    },
  });
}

async function withUser(request: Request, user: string): Promise<string | FormData> {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const form = await request.formData();
    form.set('user', user);
    return form;
  }
  const text = await request.text();
  const fields: unknown = text === '' ? {} : JSON.parse(text);
  return JSON.stringify({ ...(typeof fields === 'object' ? fields : {}), user });
}

import { createBrowserDify, type DifyClient } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';

/**
 * A client on an emulator, which stands where an application's own handler would: it adds the key and the user, who may
 * change as with a cookie.
 */
export function difyOn(
  emulator: Pick<Emulator, 'fetch'>,
  signedIn: string | (() => string) = 'u1',
  apiKey = 'app-support',
): DifyClient {
  return createBrowserDify({
    url: 'http://dify.test/v1',
    maxRetries: 0,
    isKeyed: false,
    async fetch(input, init) {
      const user = typeof signedIn === 'string' ? signedIn : signedIn();
      const request = new Request(input, init);
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer ${apiKey}`);
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

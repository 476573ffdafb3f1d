import { createBrowserDify, type DifyClient } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';

/** What a client asked, as `METHOD /path?query`. */
export type Asked = string[];

/** A client on the knowledge of an emulator. It stands where an application's own handler would: it adds the key. */
export function knowledgeOn(emulator: Pick<Emulator, 'fetch'>, asked: Asked = []): DifyClient {
  return createBrowserDify({
    url: 'http://dify.test/v1',
    maxRetries: 0,
    fetch(input, init) {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      asked.push(`${request.method} ${pathname.replace('/v1', '')}${search}`);
      const headers = new Headers(request.headers);
      headers.set('authorization', 'Bearer dataset-demo');
      return emulator.fetch(new Request(request, { headers }));
    },
  });
}

import type { AnyEndpoint } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { routesOf } from './routes.ts';
import { errorOf, fromPage, handlerOn } from './testing/handler-on.ts';
import { json, recordedDify } from './testing/recorded-dify.ts';
import { traversals } from './testing/traversals.ts';

const uuid = '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b';
const every: readonly AnyEndpoint[] = routesOf('chat').map(({ endpoint }) => endpoint);
const filled = (path: string) => path.replaceAll(/\{\w+\}/g, uuid);
const bodyFor = (method: string) => (method === 'GET' ? {} : { body: '{"query":"Hi","rating":"like","name":"x"}' });

describe('P01: the route table is closed', () => {
  const wrongPaths = [
    '',
    '/',
    '/conversations/',
    '/Conversations',
    '//conversations',
    '/conversations//',
    '/conversations%2f',
    '/%63onversations',
    '/conversation',
    `/conversations/${uuid}/variables`,
    `/conversations/${uuid}/name/`,
    '/workflows/logs',
    '/workflows/run',
    '/app/feedbacks',
    '/apps/annotations',
    '/datasets',
    '/files/../conversations/',
    '/v1/conversations',
    '/../other/conversations',
    '/%2e%2e/support/conversations/',
  ];

  it.each(wrongPaths)('answers 404 for %j and asks Dify nothing', async (path) => {
    const dify = recordedDify(() => json({}));
    for (const method of ['GET', 'POST', 'DELETE']) {
      const response = await handlerOn(dify.fetch)(fromPage(method, path, bodyFor(method)));
      expect(response.status).toBe(404);
    }
    expect(dify.requests).toEqual([]);
  });

  it.each([
    'https://app.example/api/dify/other/info',
    'https://app.example/api/dify/SUPPORT/info',
    'https://app.example/api/dify/__proto__/info',
    'https://app.example/api/difysupport/info',
    'https://app.example/API/dify/support/info',
    'https://app.example/api/dify',
    'https://app.example/info',
  ])('answers 404 for %j, where no app lives', async (url) => {
    const dify = recordedDify(() => json({}));
    const response = await handlerOn(dify.fetch)(new Request(url, { headers: { 'sec-fetch-site': 'same-origin' } }));
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'not_found' });
    expect(dify.requests).toEqual([]);
  });

  it.each(every.map((endpoint) => [endpoint.method, endpoint.path]))(
    'answers 405 with the allowed methods for any method but %s at %s',
    async (method, path) => {
      const dify = recordedDify(() => json({}));
      for (const other of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((name) => name !== method)) {
        const init = other === 'GET' || other === 'HEAD' ? {} : { body: '{}' };
        const response = await handlerOn(dify.fetch)(fromPage(other, filled(path), init));
        expect(response.status).toBe(405);
        expect(response.headers.get('allow')).toBe(method);
      }
      expect(dify.requests).toEqual([]);
    },
  );

  it('serves only the operations that an app names', async () => {
    const dify = recordedDify(() => json({ name: 'Support' }));
    const handler = handlerOn(dify.fetch, {
      apps: { support: { baseURL: 'https://dify.example/v1', apiKey: 'app-1', operations: ['getChatAppInfo'] } },
    });
    expect((await handler(fromPage('GET', '/info'))).status).toBe(200);
    expect((await handler(fromPage('GET', '/conversations'))).status).toBe(404);
    expect(dify.requests.map(({ url }) => url.href)).toEqual(['https://dify.example/v1/info']);
  });
});

describe('P02: an id is one segment of the right shape, or nothing is asked', () => {
  const slots = every.filter(({ path }) => path.includes('{')).map(({ method, path }) => [method, path] as const);

  it('covers every route with an id', () => {
    expect(slots.length).toBeGreaterThanOrEqual(5);
  });

  it.each(slots)('%s %s refuses every traversal', async (method, path) => {
    const dify = recordedDify(() => json({ result: 'success' }));
    const handler = handlerOn(dify.fetch);
    for (const traversal of traversals) {
      const response = await handler(fromPage(method, path.replace(/\{\w+\}/, traversal), bodyFor(method)));
      // What URL parsing itself has moved elsewhere is no route, or another one that is named in full.
      if (dify.requests.length > 0) expect.fail(`${JSON.stringify(traversal)} reached ${dify.requests[0]?.url}`);
      expect([400, 404, 405]).toContain(response.status);
    }
  });

  it.each(slots)('%s %s takes a UUID and asks exactly its path', async (method, path) => {
    const dify = recordedDify(() => json({ result: 'success', data: [] }));
    await handlerOn(dify.fetch)(fromPage(method, filled(path), bodyFor(method)));
    expect(dify.requests.map(({ url }) => url.origin + url.pathname)).toEqual([
      `https://dify.example/v1${filled(path)}`,
    ]);
  });

  it('refuses traversals in ids of a query and of a body', async () => {
    const dify = recordedDify(() => json({}));
    const handler = handlerOn(dify.fetch);
    for (const traversal of traversals.filter((value) => value !== '')) {
      const query = `?conversation_id=${encodeURIComponent(traversal)}`;
      expect((await handler(fromPage('GET', `/messages${query}`))).status).toBeGreaterThanOrEqual(400);
      const body = JSON.stringify({ query: 'x', inputs: {}, conversation_id: traversal });
      expect((await handler(fromPage('POST', '/chat-messages', { body }))).status).toBe(400);
    }
    for (const conversation_id of [['a'], { toString: 'x' }, 7, true]) {
      const body = JSON.stringify({ query: 'x', inputs: {}, conversation_id });
      expect((await handler(fromPage('POST', '/chat-messages', { body }))).status).toBe(400);
    }
    expect(dify.requests).toEqual([]);
  });
});

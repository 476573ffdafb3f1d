import { describe, expect, it } from 'vitest';
import { routesOf } from '../routes.ts';
import { filledPath, handleOf } from '../testing/handle-of.ts';
import { errorOf, fromPage, handlerOn } from '../testing/handler-on.ts';
import { json, recordedDify } from '../testing/recorded-dify.ts';

const site = 'https://app.example';
const listed = 'https://partner.example';
const stopBody = { result: 'success' };

interface Sent {
  readonly origin?: string;
  readonly site?: string;
  readonly cookie?: string;
  readonly kit?: string | null;
  readonly type?: string | null;
}

function stop({ origin, site: fetchSite, cookie, kit = '1', type = 'application/json' }: Sent, url = site): Request {
  const headers = new Headers();
  if (origin !== undefined) headers.set('origin', origin);
  if (fetchSite !== undefined) headers.set('sec-fetch-site', fetchSite);
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (kit !== null) headers.set('x-dify-kit', kit);
  const path = `/api/dify/support/chat-messages/${handleOf('task', 't1')}/stop`;
  const request = new Request(`${url}${path}`, { method: 'POST', headers, body: '{}' });
  request.headers.delete('content-type');
  if (type !== null) request.headers.set('content-type', type);
  return request;
}

async function statusOf(request: Request, origins?: readonly string[]): Promise<number> {
  const dify = recordedDify(() => json(stopBody));
  const response = await handlerOn(dify.fetch, origins === undefined ? {} : { origins })(request);
  expect(dify.requests).toHaveLength(response.status === 200 ? 1 : 0);
  return response.status;
}

describe('P16: who may write', () => {
  it.each<[string, Sent, number, number]>([
    ['the same origin by the browser’s own word', { origin: site, site: 'same-origin' }, 200, 200],
    ['the same origin without an Origin', { site: 'same-origin' }, 200, 200],
    ['a listed origin', { origin: listed, site: 'cross-site' }, 403, 200],
    ['a listed origin of an old browser', { origin: listed }, 403, 200],
    ['another site', { origin: 'https://evil.example', site: 'cross-site' }, 403, 403],
    ['another site of the same owner', { origin: 'https://blog.app.example', site: 'same-site' }, 403, 403],
    ['a typed address', { site: 'none' }, 403, 403],
    ['a sandboxed frame', { origin: 'null', site: 'cross-site' }, 403, 403],
    ['a sandboxed frame of an old browser', { origin: 'null' }, 403, 403],
    ['a look-alike that ends otherwise', { origin: 'https://partner.example.evil.example' }, 403, 403],
    ['a look-alike that begins otherwise', { origin: 'https://xpartner.example' }, 403, 403],
    ['a listed host over http', { origin: 'http://partner.example' }, 403, 403],
    ['a listed host at another port', { origin: 'https://partner.example:8443' }, 403, 403],
    ['a listed host in capitals', { origin: 'HTTPS://PARTNER.EXAMPLE' }, 403, 403],
    ['a listed host with a slash', { origin: 'https://partner.example/' }, 403, 403],
    ['the own host by an old browser', { origin: site }, 200, 200],
    ['the own host behind a proxy that takes TLS away', { origin: 'http://app.example' }, 200, 200],
    ['the own host at another port', { origin: 'https://app.example:8443' }, 403, 403],
    ['an empty Origin', { origin: '' }, 403, 403],
    ['no browser and no cookie', {}, 200, 200],
    ['no sign of where it comes from, but a cookie', { cookie: 'session=1' }, 403, 403],
    ['no kit header', { site: 'same-origin', kit: null }, 403, 403],
    ['another kit header', { site: 'same-origin', kit: '2' }, 403, 403],
    ['a listed origin without the kit header', { origin: listed, kit: null }, 403, 403],
  ])('%s', async (_, sent, alone, withList) => {
    expect(await statusOf(stop(sent))).toBe(alone);
    expect(await statusOf(stop(sent), [listed])).toBe(withList);
  });

  it('does not believe Host and X-Forwarded-Host', async () => {
    const request = stop({ origin: 'https://evil.example', site: 'cross-site' });
    request.headers.set('host', 'evil.example');
    request.headers.set('x-forwarded-host', 'evil.example');
    expect(await statusOf(request)).toBe(403);
  });

  it('knows no other way to name a method', async () => {
    const dify = recordedDify(() => json({ limit: 20, has_more: false, data: [] }));
    const headers = {
      'x-http-method-override': 'DELETE',
      'x-method-override': 'POST',
      'sec-fetch-site': 'same-origin',
    };
    await handlerOn(dify.fetch)(new Request(`${site}/api/dify/support/conversations?_method=DELETE`, { headers }));
    expect(dify.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each<[string, number]>([
    ['same-origin', 200],
    ['none', 200],
    ['same-site', 403],
    ['cross-site', 403],
  ])('reads from %s: %d', async (fetchSite, status) => {
    const dify = recordedDify(() => json({ limit: 20, has_more: false, data: [] }));
    const headers = { 'sec-fetch-site': fetchSite };
    const url = `${site}/api/dify/support/conversations`;
    expect((await handlerOn(dify.fetch)(new Request(url, { headers }))).status).toBe(status);
    expect(dify.requests).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe('P17: what a body says it is', () => {
  it.each<[string | null, number]>([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['application/json;charset="UTF-8"', 200],
    ['Application/JSON', 200],
    [null, 415],
    ['', 415],
    ['text/plain', 415],
    ['text/plain;application/json', 415],
    ['application/json, text/plain', 415],
    ['application/json; charset=utf-8; charset=utf-16', 415],
    ['application/json; charset=utf-16', 415],
    ['application/jsonp', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
  ])('%j for a JSON route: %d', async (type, status) => {
    expect(await statusOf(stop({ site: 'same-origin', type }))).toBe(status);
  });

  it.each([
    null,
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/mixed; boundary=x',
  ])('%j for the upload: 415', async (type) => {
    const dify = recordedDify(() => json({}));
    const request = fromPage('POST', '/files/upload', { body: 'x' });
    request.headers.delete('content-type');
    if (type !== null) request.headers.set('content-type', type);
    expect((await handlerOn(dify.fetch)(request)).status).toBe(415);
    expect(dify.requests).toEqual([]);
  });
});

describe('P25: pages of other origins', () => {
  const preflight = (path: string, headers: Readonly<Record<string, string>>) =>
    new Request(`${site}/api/dify/support${path}`, { method: 'OPTIONS', headers });
  const asked = { origin: listed, 'access-control-request-method': 'POST' };
  const corsHeaders = (response: Response) => [...response.headers.keys()].filter((name) => name.startsWith('access-'));
  const handler = handlerOn(recordedDify(() => json(stopBody)).fetch, { origins: [listed] });

  it('get a preflight for routes, methods and headers that exist', async () => {
    const response = await handler(
      preflight('/chat-messages', { ...asked, 'access-control-request-headers': 'Content-Type, x-dify-kit' }),
    );
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'accept, content-type, idempotency-key, last-event-id, x-dify-kit',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  it('get one for every route', async () => {
    for (const { method, path } of routesOf('chat').map(({ endpoint }) => endpoint)) {
      const filled = filledPath(path, '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b');
      const response = await handler(preflight(filled, { ...asked, 'access-control-request-method': method }));
      expect(response.headers.get('access-control-allow-methods')?.split(', ')).toContain(method);
    }
  });

  it.each<[string, string, Readonly<Record<string, string>>, number]>([
    ['an unknown path', '/workflows/logs', asked, 404],
    ['an unknown method', '/chat-messages', { ...asked, 'access-control-request-method': 'PUT' }, 405],
    ['no method', '/chat-messages', { origin: listed }, 405],
    ['a foreign header', '/chat-messages', { ...asked, 'access-control-request-headers': 'authorization' }, 403],
    ['an unlisted origin', '/chat-messages', { ...asked, origin: 'https://evil.example' }, 403],
    ['a subdomain', '/chat-messages', { ...asked, origin: 'https://a.partner.example' }, 403],
    ['null', '/chat-messages', { ...asked, origin: 'null' }, 403],
    ['no origin', '/chat-messages', { 'access-control-request-method': 'POST' }, 403],
  ])('get none for %s', async (_, path, headers, status) => {
    const response = await handler(preflight(path, headers));
    expect(response.status).toBe(status);
    expect(corsHeaders(response)).toEqual([]);
  });

  it('may read answers and errors when they are listed, and nothing of it is said to others', async () => {
    for (const kit of ['1', null]) {
      const response = await handler(stop({ origin: listed, kit }));
      expect(response.status).toBe(kit === null ? 403 : 200);
      expect(response.headers.get('access-control-allow-origin')).toBe(listed);
      expect(response.headers.get('vary')).toBe('Origin');
      const own = await handler(stop({ origin: site, site: 'same-origin', kit }));
      expect(corsHeaders(own)).toEqual([]);
      expect(own.headers.get('vary')).toBe('Origin');
    }
  });

  it('get nothing without a list', async () => {
    const alone = handlerOn(recordedDify(() => json(stopBody)).fetch);
    const response = await alone(preflight('/chat-messages', asked));
    expect(response.status).toBe(403);
    expect(corsHeaders(response)).toEqual([]);
    expect((await errorOf(response)).code).toBe('forbidden_origin');
  });
});

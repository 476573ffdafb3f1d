import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDifyHandler } from './handler.ts';
import type { DifyHandlerOptions } from './options.ts';
import { apiKey, baseURL, fromPage, handlerOn, question, secret, testLog } from './testing/handler-on.ts';
import { json, recordedDify, stream } from './testing/recorded-dify.ts';

const good = { apps: { support: { baseURL, apiKey } }, secret, identify: () => ({ id: 'ada' }) };

/** What JavaScript, or a variable that is not set, may pass. */
function withOptions(options: Readonly<Record<string, unknown>>): () => unknown {
  return () => createDifyHandler({ ...good, log: testLog(), ...options } as DifyHandlerOptions);
}

const app = (fields: Readonly<Record<string, unknown>>) => ({ apps: { support: { baseURL, apiKey, ...fields } } });

afterEach(() => void vi.unstubAllEnvs());

describe('P30: options that cannot be right', () => {
  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['no apps', { apps: {} }, /at least one app: apps: \{ support: \{ baseURL, apiKey \} \}/],
    ['no apps at all', { apps: undefined }, /at least one app/],
    ['a name with a slash', { apps: { 'a/b': { baseURL, apiKey } } }, /"a\/b" is none/],
    ['an empty key', app({ apiKey: '' }), /`apps.support.apiKey`: the key from "API Access"/],
    ['a missing key', app({ apiKey: undefined }), /process.env.DIFY_API_KEY/],
    ['a key with a line end', app({ apiKey: 'app-CANARY\n' }), /without spaces or line ends/],
    ['a key with a space', app({ apiKey: 'app-CANARY x' }), /without spaces/],
    ['a key that is no ASCII', app({ apiKey: 'app-CANARYü' }), /without spaces/],
    ['a key of knowledge bases', app({ apiKey: 'dataset-CANARY' }), /opens all knowledge bases/],
    ['no base URL', app({ baseURL: undefined }), /"https:\/\/api.dify.ai\/v1"/],
    ['a base URL without a protocol', app({ baseURL: 'api.dify.ai/v1' }), /"https:\/\/api.dify.ai\/v1"/],
    ['a base URL of another protocol', app({ baseURL: 'ftp://dify.example/v1' }), /"https:\/\/api.dify.ai\/v1"/],
    ['a base URL with a user', app({ baseURL: 'https://u:CANARY@dify.example/v1' }), /without user, password, query/],
    [
      'a base URL with a query',
      app({ baseURL: 'https://dify.example/v1?key=CANARY' }),
      /without user, password, query/,
    ],
    ['a base URL with an empty query', app({ baseURL: 'https://dify.example/v1?' }), /without user, password, query/],
    ['a base URL with a fragment', app({ baseURL: 'https://dify.example/v1#x' }), /without user, password, query/],
    ['an unknown operation', app({ operations: ['listDatasets'] }), /knows no operation "listDatasets"/],
    ['an unknown preset', app({ operations: 'everything' }), /knows the presets 'chat'.*not "everything"/],
    [
      'another detail',
      app({ detail: 'all' }),
      /`detail` of app "support" to be 'none', 'summary', 'full' or a function/,
    ],
    ['a host with a scheme', app({ remoteUrls: { hosts: ['https://a.example'] } }), /`apps.support.remoteUrls`/],
    ['a host for everything', app({ remoteUrls: { hosts: ['*'] } }), /without a scheme, port or path/],
    ['no list of hosts', app({ remoteUrls: {} }), /`apps.support.remoteUrls`/],
    ['everybody’s data without authorize', app({ operations: 'admin' }), /needs `authorize`, as "getWorkflowLogs"/],
    [
      'everybody’s data for visitors',
      { ...app({ operations: ['getChatAppFeedbacks'] }), anonymous: true, authorize: () => true },
      /cannot take visitors/,
    ],
    [
      'everybody’s data beside a chat',
      { ...app({ operations: ['sendChatMessage', 'getWorkflowLogs'] }), authorize: () => true },
      /a handler of its own for "sendChatMessage"/,
    ],
    ['no secret', { secret: undefined }, /openssl rand -base64 32/],
    ['a short secret', { secret: 'CANARY' }, /at least 32 random characters/],
    ['a short old secret', { secret: [secret, 'CANARY'] }, /at least 32 random characters/],
    ['no secrets', { secret: [] }, /at least 32 random characters/],
    [
      'nobody to ask for the user',
      { identify: undefined },
      /`identify: \(request\) => \(\{ id \}\)`.*`anonymous: true`/,
    ],
    ['an origin with a path', { origins: ['https://app.example/'] }, /as browsers send them/],
    ['any origin', { origins: ['*'] }, /as browsers send them/],
    ['the null origin', { origins: ['null'] }, /as browsers send them/],
    ['a base path with a slash at its end', { basePath: '/api/' }, /a slash first, none last/],
    ['a base path without a slash', { basePath: 'api' }, /a slash first, none last/],
    ['an empty base path', { basePath: '' }, /a slash first, none last/],
    ['a limit of nothing', { limits: { jsonBytes: 0 } }, /`limits.jsonBytes` to be a number above 0/],
    ['a limit that is no number', { limits: { files: Number.NaN } }, /`limits.files`/],
    ['another kind of user ids', { userIds: 'plain' }, /'signed' or 'raw'/],
    ['another way to end', { onClientGone: 'leave' }, /'drain' or 'stop' or 'abort'/],
    ['a cookie name with a space', { anonymous: { cookieName: 'a b' } }, /`anonymous.cookieName`/],
    ['visitors for no time', { anonymous: { maxAgeDays: 0 } }, /`anonymous.maxAgeDays`/],
  ])('%s', (_, options, message) => {
    expect(withOptions(options)).toThrow(message);
    expect(withOptions(options)).toThrow(TypeError);
    expect(withOptions(options)).not.toThrow(/CANARY/);
  });

  it('http in production, unless it stays on the machine or is asked for', () => {
    expect(withOptions(app({ baseURL: 'http://dify.example/v1' }))).not.toThrow();
    vi.stubEnv('NODE_ENV', 'production');
    expect(withOptions(app({ baseURL: 'http://dify.example/v1' }))).toThrow(/begin with https: in production/);
    expect(withOptions(app({ baseURL: 'http://localhost.evil.example/v1' }))).toThrow(/in production/);
    for (const host of ['localhost', '127.0.0.1:5001', '[::1]:5001', 'dify.localhost']) {
      expect(withOptions(app({ baseURL: `http://${host}/v1` }))).not.toThrow();
    }
    expect(withOptions(app({ baseURL: 'http://api:5001/v1', allowHTTP: true }))).not.toThrow();
  });

  it.each([
    'https://dify.example/v1',
    'https://dify.example/v1/',
    'https://dify.example',
    'https://dify.example/a/b/v1//',
  ])('%s is right', async (url) => {
    const dify = recordedDify(() => json({ name: 'x' }));
    await handlerOn(dify.fetch, { apps: { support: { baseURL: url, apiKey } } })(fromPage('GET', '/info'));
    expect(dify.requests[0]?.url.href).toBe(`${url.replace(/\/+$/, '')}/info`);
  });

  it('warns of a variable that bundlers put into pages', () => {
    vi.stubEnv('VITE_DIFY_KEY', apiKey);
    vi.stubEnv('NEXT_PUBLIC_APP_KEY', `Bearer ${apiKey}`);
    vi.stubEnv('DIFY_API_KEY', apiKey);
    const log = testLog();
    handlerOn(recordedDify(() => json({})).fetch, { log });
    expect(log.lines).toHaveLength(2);
    expect(log.lines.join()).toMatch(/VITE_DIFY_KEY holds a key.*NEXT_PUBLIC_APP_KEY holds a key/);
    expect(log.lines.join()).not.toContain(apiKey);
  });
});

it('the handler knows its place, and lives where it is told', async () => {
  const dify = recordedDify(() => json({ name: 'x' }));
  const handler = handlerOn(dify.fetch, { basePath: '/chat/v2' });
  expect(handler.basePath).toBe('/chat/v2');
  const ask = (path: string) => handler(new Request(`https://app.example${path}`));
  expect((await ask('/chat/v2/support/info')).status).toBe(200);
  expect((await ask('/chat/v2/support/info/')).status).toBe(404);
  expect((await ask('/chat/v22/support/info')).status).toBe(404);
  expect((await ask('/api/dify/support/info')).status).toBe(404);
});

it('P28: whatever goes wrong, no key, secret, cookie, user or text is logged or shown', async () => {
  const log = testLog();
  const canaries = [apiKey, secret, 'CookieCanary', 'TextCanary', 'PersonCanary', 'InsideCanary'];
  const failures: (() => Response | Promise<Response>)[] = [
    () => json({ code: 'InsideCanary', message: `InsideCanary ${apiKey}`, status: 400 }, 400),
    () => json({ code: 'unauthorized', message: `InsideCanary ${apiKey}`, status: 401 }, 401),
    () => json({ message: 'InsideCanary' }, 500),
    () => new Response('InsideCanary', { status: 302, headers: { location: 'https://InsideCanary.example' } }),
    () => Promise.reject(new Error(`InsideCanary ${apiKey}`)),
    () => new Response('InsideCanary'),
    () => stream('data: {"event":"error","message":"x app-CanaryKey123456789012345"}\n\n'),
  ];
  for (const failure of failures) {
    const handler = handlerOn(recordedDify(failure).fetch, { log, identify: () => ({ id: 'PersonCanary' }) });
    const headers = { cookie: 'session=CookieCanary' };
    for (const request of [question({ query: 'TextCanary' }, { headers }), fromPage('GET', '/info', { headers })]) {
      const response = await handler(request);
      const seen = `${await response.text()} ${JSON.stringify([...response.headers])}`;
      for (const canary of canaries) expect(seen).not.toContain(canary);
    }
  }
  expect(log.lines.length).toBeGreaterThan(0);
  for (const canary of canaries) expect(log.lines.join('\n')).not.toContain(canary);
  expect(JSON.stringify(handlerOn(recordedDify(() => json({})).fetch))).toBeUndefined();
});

import { endpoints } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { isAdminOperation, type Operation, operations, type Preset, presets } from './operations.ts';
import type { DifyHandlerOptions } from './options.ts';
import { type Route, routesAt, routesOf } from './routes.ts';
import { filledPath, handleOf } from './testing/handle-of.ts';
import { apiKey, baseURL, errorOf, fromPage, handlerOn } from './testing/handler-on.ts';
import { randomOf } from './testing/random-of.ts';
import { json, recordedDify } from './testing/recorded-dify.ts';
import { requestFor, uuid } from './testing/request-for.ts';
import { traversals } from './testing/traversals.ts';

type Options = Partial<Omit<DifyHandlerOptions, 'identify'>>;

const presetNames = ['chat', 'completion', 'workflow', 'admin'] as const;
const serving = (operations: Preset | readonly Operation[]): Options => ({
  apps: { support: { baseURL, apiKey, operations } },
  authorize: () => true,
});
const cases = presetNames.flatMap((preset) => routesOf(preset).map((route) => ({ preset, route })));
const named = ({ preset, route }: { preset: string; route: Route }) =>
  [`${preset}: ${route.endpoint.method} ${route.endpoint.path}`, route] as const;
const bodyFor = (method: string) =>
  method === 'GET' || method === 'HEAD' ? {} : { body: '{"query":"Hi","name":"x"}' };
const everyOpen = operations.filter((operation) => !isAdminOperation(operation));

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
    `/conversations/${uuid}/variables/`,
    `/conversations/${uuid}/name/`,
    `/workflow/${uuid}/events/`,
    '/workflows/logs',
    '/app/feedbacks',
    '/apps/annotations',
    `/end-users/${uuid}`,
    '/datasets',
    '/datasets/tags',
    '/workspaces/current/models/model-types/text-embedding',
    '/files/../conversations/',
    '/v1/conversations',
    '/../other/conversations',
    '/%2e%2e/support/conversations/',
  ];

  it.each(wrongPaths)('P01 answers 404 for %j and asks Dify nothing', async (path) => {
    const dify = recordedDify(() => json({}));
    const handler = handlerOn(dify.fetch, serving(everyOpen));
    for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH']) {
      const response = await handler(fromPage(method, path, bodyFor(method)));
      expect(await errorOf(response)).toMatchObject({ status: 404, code: 'no_such_route' });
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
  ])('P01 answers 404 for %j, where no app lives', async (url) => {
    const dify = recordedDify(() => json({}));
    const response = await handlerOn(dify.fetch)(new Request(url, { headers: { 'sec-fetch-site': 'same-origin' } }));
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'no_such_route' });
    expect(dify.requests).toEqual([]);
  });

  it.each(cases.map(named))('P01 %s: 405 with the allowed methods for any other', async (name, route) => {
    const preset = presetNames.find((one) => name.startsWith(one)) ?? 'chat';
    const dify = recordedDify(() => json({}));
    const path = filledPath(route.endpoint.path, uuid);
    const allowed: readonly string[] = routesAt(routesOf(preset), path).map(({ endpoint }) => endpoint.method);
    const handler = handlerOn(dify.fetch, serving(preset));
    for (const other of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !allowed.includes(one))) {
      const response = await handler(fromPage(other, path, bodyFor(other)));
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')?.split(', ')).toEqual(allowed);
    }
    expect(dify.requests).toEqual([]);
  });

  it('P01 serves only the operations that an app names', async () => {
    const dify = recordedDify(() => json({ name: 'Support' }));
    const handler = handlerOn(dify.fetch, serving(['getChatAppInfo']));
    expect((await handler(fromPage('GET', '/info'))).status).toBe(200);
    expect((await handler(fromPage('GET', '/conversations'))).status).toBe(404);
    expect(dify.requests.map(({ url }) => url.href)).toEqual(['https://dify.example/v1/info']);
  });
});

describe('what is open', () => {
  const opened = (preset: Preset) =>
    routesOf(preset)
      .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
      .sort();
  const shared = [
    'GET /files/{file_id}/preview',
    'GET /info',
    'GET /meta',
    'GET /parameters',
    'GET /site',
    'POST /audio-to-text',
    'POST /files/upload',
    'POST /text-to-audio',
  ];
  const runs = [
    'GET /form/human_input/{form_token}',
    'GET /workflow/{workflow_run_id}/events',
    'GET /workflows/run/{workflow_run_id}',
    'POST /form/human_input/{form_token}',
  ];

  it('is, for a chat, what its page needs', () => {
    const own = [
      'DELETE /conversations/{conversation_id}',
      'GET /conversations',
      'GET /conversations/{conversation_id}/variables',
      'GET /messages',
      'GET /messages/{message_id}/suggested',
      'POST /chat-messages',
      'POST /chat-messages/{task_id}/stop',
      'POST /conversations/{conversation_id}/name',
      'POST /messages/{message_id}/feedbacks',
      'PUT /conversations/{conversation_id}/variables/{variable_id}',
    ];
    expect(opened('chat')).toEqual([...own, ...runs, ...shared].sort());
  });

  it('is, for a text generator, what its page needs', () => {
    const own = [
      'POST /completion-messages',
      'POST /completion-messages/{task_id}/stop',
      'POST /messages/{message_id}/feedbacks',
    ];
    expect(opened('completion')).toEqual([...own, ...shared].sort());
  });

  it('is, for a workflow, what its page needs', () => {
    const own = ['POST /workflows/run', 'POST /workflows/tasks/{task_id}/stop'];
    expect(opened('workflow')).toEqual([...own, ...runs, ...shared].sort());
  });

  it('is nothing that is new: an operation that is not named is shut, and all of knowledge bases is', async () => {
    const shut = Object.values(endpoints).filter(({ operationId }) => !operations.some((one) => one === operationId));
    expect(shut.length).toBeGreaterThanOrEqual(46);
    for (const endpoint of shut) expect(endpoint.path).toMatch(/^\/(?:datasets|workspaces)(?:\/|$)/);
    const dify = recordedDify(() => json({}));
    const handler = handlerOn(dify.fetch, serving(everyOpen));
    for (const endpoint of shut) {
      const path = endpoint.path.replaceAll(/\{\w+\}/g, uuid);
      expect((await handler(requestFor(endpoint, path))).status).toBe(404);
    }
    expect(dify.requests).toEqual([]);
  });

  it('never mixes what belongs to everybody with what pages may do', () => {
    expect(presets.admin.every(isAdminOperation)).toBe(true);
    for (const preset of ['chat', 'completion', 'workflow'] as const) {
      expect(presets[preset].filter(isAdminOperation)).toEqual([]);
    }
  });

  it('asks authorize about each call of an admin’s handler', async () => {
    const dify = recordedDify(() => json({ data: [] }));
    const asked: string[] = [];
    const handler = handlerOn(dify.fetch, {
      ...serving('admin'),
      authorize: ({ operation, user }) => {
        asked.push(operation);
        return user?.id === 'grace';
      },
    });
    for (const { endpoint } of routesOf('admin')) {
      const request = requestFor(endpoint);
      expect((await handler(request)).status).toBe(403);
      expect(dify.requests).toEqual([]);
    }
    expect(asked).toEqual(routesOf('admin').map(({ operation }) => operation));
    const request = requestFor(endpoints.getChatAppFeedbacks);
    request.headers.set('x-test-person', 'grace');
    expect((await handler(request)).status).toBe(200);
  });
});

describe('P02: an id is one segment of the right shape, or nothing is asked', () => {
  const slots = cases
    .filter(({ route }) => route.slots.length > 0)
    .flatMap(({ preset, route }) => route.slots.map((slot) => ({ preset, route, slot })));

  it('P02 covers every route with an id', () => {
    expect(slots.length).toBeGreaterThanOrEqual(25);
  });

  it.each(
    slots.map(
      ({ preset, route, slot }) =>
        [`${preset}: ${route.endpoint.method} ${route.endpoint.path} at ${slot}`, { preset, route, slot }] as const,
    ),
  )('P02 %s refuses every traversal', async (_, { preset, route, slot }) => {
    const dify = recordedDify(() => json({ result: 'success' }));
    const handler = handlerOn(dify.fetch, serving(preset));
    const { path } = route.endpoint;
    const signature = handleOf('file', uuid).slice(uuid.length);
    const tries = [...traversals, ...traversals.map((text) => text + signature), `${uuid}~..`, `${uuid}~../..`];
    for (const traversal of tries) {
      const hostile = filledPath(path.replace(`{${slot}}`, 'HERE'), uuid).replace('HERE', () => traversal);
      const response = await handler(requestFor(route.endpoint, hostile));
      // What URL parsing itself has moved elsewhere is no route, or another one that is named in full.
      if (dify.requests.length > 0) expect.fail(`${JSON.stringify(traversal)} reached ${dify.requests[0]?.url}`);
      expect([400, 404, 405]).toContain(response.status);
    }
  });

  it.each(cases.filter(({ route }) => route.slots.length > 0).map(named))(
    'P02 %s takes what is right and asks exactly its path',
    async (name, route) => {
      const preset = presetNames.find((one) => name.startsWith(one)) ?? 'chat';
      const dify = recordedDify(() => json({ result: 'success', data: [] }));
      await handlerOn(dify.fetch, serving(preset))(requestFor(route.endpoint));
      const path = route.endpoint.path.replace('{action}', 'enable').replaceAll(/\{\w+\}/g, uuid);
      expect(dify.requests.map(({ url }) => url.origin + url.pathname)).toEqual([`https://dify.example/v1${path}`]);
    },
  );

  it('P02 refuses traversals in ids of a query and of a body', async () => {
    const dify = recordedDify(() => json({}));
    const handler = handlerOn(dify.fetch);
    for (const traversal of traversals.filter((value) => value !== '')) {
      const query = `?conversation_id=${encodeURIComponent(traversal)}`;
      expect((await handler(fromPage('GET', `/messages${query}`))).status).toBeGreaterThanOrEqual(400);
      for (const body of [
        { query: 'x', inputs: {}, conversation_id: traversal },
        {
          query: 'x',
          inputs: {},
          files: [{ type: 'image', transfer_method: 'local_file', upload_file_id: traversal }],
        },
      ]) {
        const response = await handler(fromPage('POST', '/chat-messages', { body: JSON.stringify(body) }));
        expect([400, 404]).toContain(response.status);
      }
      const speech = JSON.stringify({ message_id: traversal });
      expect((await handler(fromPage('POST', '/text-to-audio', { body: speech }))).status).toBe(400);
    }
    for (const conversation_id of [['a'], { toString: 'x' }, 7, true]) {
      const body = JSON.stringify({ query: 'x', inputs: {}, conversation_id });
      expect((await handler(fromPage('POST', '/chat-messages', { body }))).status).toBe(400);
    }
    expect(dify.requests).toEqual([]);
  });
});

describe('whatever path is asked for', () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);

  it(`P02 reaches Dify only as a route with right ids (seed ${seed})`, { timeout: 30_000 }, async () => {
    const random = randomOf(seed);
    const dify = recordedDify(() => json({ result: 'success', data: [] }));
    const handler = handlerOn(dify.fetch, serving(everyOpen));
    const routes = routesOf(everyOpen);
    const pieces = [...new Set(routes.flatMap(({ segments }) => segments)), ...traversals.filter((t) => t.length < 99)];
    const known = routes.map(({ endpoint }) => endpoint.path.replaceAll(/\{\w+\}/g, `(?:${uuid}|enable)`));
    const right = new RegExp(`^/v1(?:${known.join('|')})$`);
    let reached = 0;
    for (let at = 0; at < 3000; at += 1) {
      const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
      const route = pick(routes);
      const segments = (route?.segments ?? []).flatMap((segment) => {
        const roll = random();
        if (roll < 0.06) return [];
        if (roll < 0.12) return [pick(pieces) ?? '', segment];
        if (roll < 0.2) return [pick(pieces) ?? ''];
        return [roll < 0.24 ? segment.toUpperCase() : segment];
      });
      const path = filledPath(segments.join(pick(['/', '/', '/', '/', '%2f', '\\']) ?? '/'), uuid);
      const method =
        random() < 0.8 ? (route?.endpoint.method ?? 'GET') : (pick(['GET', 'POST', 'PUT', 'DELETE']) ?? '');
      const response = await handler(fromPage(method, path, bodyFor(method)));
      if (response.status >= 500 && dify.requests.length === reached) expect.fail(`seed ${seed}: 500 for ${path}`);
      for (const { url } of dify.requests.slice(reached)) {
        if (!right.test(url.pathname)) expect.fail(`seed ${seed}: ${method} ${path} reached ${url}`);
      }
      reached = dify.requests.length;
    }
    expect(reached).toBeGreaterThan(50);
  });
});

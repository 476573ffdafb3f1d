import { request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import compression from 'compression';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { toFastifyPlugin } from './fastify.ts';
import { toHonoHandler } from './hono.ts';
import { toRouteHandlers } from './next.ts';
import { remoteAddress, toNodeListener, type WebHandler } from './node.ts';
import { fromPage, handlerOn, question } from './testing/handler-on.ts';
import { listen } from './testing/listen.ts';
import { line, liveStream, recordedDify, stream } from './testing/recorded-dify.ts';

/** Puts a handler behind a framework on a free port. */
type Mount = (handler: WebHandler) => Promise<string>;

async function mountFastify(handler: WebHandler): Promise<string> {
  const app = fastify();
  app.post('/elsewhere', async (request) => request.body);
  await app.register(toFastifyPlugin(handler));
  onTestFinished(() => app.close());
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function mountHono(handler: WebHandler): Promise<string> {
  const app = new Hono();
  app.post('/elsewhere', async (context) => context.json(await context.req.json()));
  app.all('/api/dify/*', toHonoHandler(handler));
  const server = createAdaptorServer({ fetch: app.fetch });
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

function mountExpress(...before: express.RequestHandler[]): Mount {
  return async (handler) => {
    const app = express();
    for (const middleware of before) app.use(middleware);
    app.use(toNodeListener(handler));
    app.use(express.json());
    app.post('/elsewhere', (incoming, outgoing) => void outgoing.json(incoming.body));
    return (await listen(app as RequestListener)).url;
  };
}

const elsewhere: RequestListener = (incoming, outgoing) => {
  incoming.pipe(outgoing.setHeader('content-type', 'application/json'));
};

const mounts: Readonly<Record<string, Mount>> = {
  'node:http': async (handler) => {
    const answer = toNodeListener(handler);
    return (await listen((incoming, outgoing) => answer(incoming, outgoing, () => elsewhere(incoming, outgoing)))).url;
  },
  'Express 5': mountExpress(),
  'Express 5 with compression': mountExpress(compression({ threshold: 0 })),
  Fastify: mountFastify,
  Hono: mountHono,
};

function ask(url: string, headers: Readonly<Record<string, string>> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${url}/api/dify/support/chat-messages`,
      {
        method: 'POST',
        headers: {
          'x-dify-kit': '1',
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end('{"query":"Hi","inputs":{},"response_mode":"streaming"}');
  });
}

const nextPiece = (incoming: IncomingMessage) =>
  new Promise<string>((resolve) => incoming.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8'))));

describe.each(Object.entries(mounts))('behind %s', (_, mount) => {
  it('P26 the first event of an answer arrives while the second is not there yet', async () => {
    const live = liveStream();
    const url = await mount(handlerOn(recordedDify(() => live.response).fetch));
    const incoming = await ask(url, { accept: 'text/event-stream' });
    expect(incoming.headers['content-type']).toContain('text/event-stream');
    live.write(line('message', { answer: 'first' }));
    expect(await nextPiece(incoming)).toContain('first');
    live.write(line('message', { answer: 'second' }));
    expect(await nextPiece(incoming)).toContain('second');
    live.end();
    incoming.destroy();
  });

  it('P10 a page that goes away is heard of, before the answer and in the middle of it', async () => {
    const gone: string[] = [];
    const handler: WebHandler = Object.assign(
      async (request: Request) => {
        request.signal.addEventListener('abort', () => gone.push('signal'));
        const body = new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
          cancel: () => void gone.push('body'),
        });
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      },
      { basePath: '/api/dify' },
    );
    const incoming = await ask(await mount(handler));
    await nextPiece(incoming);
    incoming.destroy();
    await vi.waitFor(() => expect(gone.length).toBeGreaterThan(0));
  });

  it('a whole question is answered, and other routes read their bodies as before', async () => {
    const dify = recordedDify(() => stream(line('message', { answer: 'Hello' }), line('message_end')));
    const url = await mount(handlerOn(dify.fetch));
    const incoming = await ask(url);
    let text = '';
    for await (const piece of incoming) text += String(piece);
    expect(text).toContain('Hello');
    expect(dify.requests).toHaveLength(1);
    const other = await fetch(`${url}/elsewhere`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await other.json()).toEqual({ a: 1 });
  });
});

it.each(Object.entries(mounts))('behind %s the address of the connection is known', async (_, mount) => {
  const dify = recordedDify(() => stream(line('message_end')));
  const options = { rateLimit: { clientIP: remoteAddress }, limits: { startsPerMinuteFromIP: 1 } };
  const url = await mount(handlerOn(dify.fetch, options));
  const statuses = await Promise.all(
    ['ada', 'grace'].map(async (person) => (await ask(url, { 'x-test-person': person })).statusCode),
  );
  expect(statuses.sort()).toEqual([200, 429]);
});

it('no address is known of a request that came over no connection', () => {
  expect(remoteAddress(question())).toBeUndefined();
});

describe('route handlers of Next', () => {
  it('answer every method, whatever else Next gives them', async () => {
    const dify = recordedDify(() => stream(line('message', { answer: 'Hello' }), line('message_end')));
    const route = toRouteHandlers(handlerOn(dify.fetch));
    expect(Object.keys(route)).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
    const answer = await Reflect.apply(route.POST, undefined, [question(), { params: Promise.resolve({ path: [] }) }]);
    expect(await answer.text()).toContain('Hello');
  });

  it('P26 begin a stream at once: Next sends no headers before there is a body', async () => {
    const live = liveStream();
    const { POST } = toRouteHandlers(handlerOn(recordedDify(() => live.response).fetch, { onClientGone: 'abort' }));
    const answer = await POST(question());
    expect(answer.headers.get('dify-run')).not.toBeNull();
    const reader = answer.body?.getReader();
    const piece = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await piece()).toBe(':\n\n');
    live.write(line('message', { answer: 'first' }));
    expect(await piece()).toContain('first');
    await reader?.cancel();
    await vi.waitFor(() => expect(live.isCancelled).toBe(true));
  });

  it('leave other answers as they are', async () => {
    const { GET } = toRouteHandlers(handlerOn(recordedDify(() => Response.json({ name: 'Support' })).fetch));
    expect(await (await GET(fromPage('GET', '/info'))).json()).toEqual({ name: 'Support' });
  });
});

it('Fastify answers for the address that its routes and guards have seen', async () => {
  const seen: string[] = [];
  const app = fastify({ rewriteUrl: ({ url = '' }) => url.replace('/v2/', '/api/') });
  app.addHook('onRequest', async ({ url }) => void seen.push(url));
  await app.register(
    toFastifyPlugin(
      Object.assign(async ({ url }: Request) => new Response(new URL(url).pathname), { basePath: '/api/dify' }),
    ),
  );
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  expect(await (await fetch(`${url}/v2/dify/support/info`)).text()).toBe('/api/dify/support/info');
  expect(seen).toEqual(['/api/dify/support/info']);
});

describe('a body that was read before', () => {
  it('is told as what it is behind every web request, too', async () => {
    const request = question();
    await request.text();
    const response = await handlerOn(fetch)(request);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'body_read',
      message: expect.stringContaining('request.clone()'),
    });
  });

  it('is told of in words: Express with a parser in front', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const incoming = await ask(await mountExpress(express.json())(handlerOn(dify.fetch)));
    expect(incoming.statusCode).toBe(500);
    let text = '';
    for await (const piece of incoming) text += String(piece);
    expect(text).toContain('Mount it before body parsers.');
    expect(dify.requests).toHaveLength(0);
  });
});

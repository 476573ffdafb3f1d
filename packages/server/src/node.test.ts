import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { createBrowserDify } from '@dify-oapi/core';
import { createEmulator } from '@dify-oapi/emulator';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type NodeListener, toNodeListener } from './node.ts';
import { unsealed } from './testing/handle-of.ts';
import { apiKey, baseURL, handlerOn } from './testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify, stream } from './testing/recorded-dify.ts';

const servers: Server[] = [];

async function listen(listener: NodeListener): Promise<{ url: string; port: number }> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, port };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const kit = { 'x-dify-kit': '1', 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

function send(url: string, text = '{"query":"Hi"}'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${url}/api/dify/support/chat-messages`, { method: 'POST', headers: kit }, resolve);
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

/** What a connection answers to bytes that no client would send. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      answer += piece;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

it('serves the client of a page over HTTP', async () => {
  const emulator = createEmulator();
  const { url } = await listen(
    toNodeListener(
      handlerOn(emulator.fetch, { apps: { support: { baseURL: 'http://localhost/v1', apiKey: 'app-support' } } }),
    ),
  );
  const dify = createBrowserDify({ url: `${url}/api/dify/support` });
  await dify.files.upload({ file: new File(['x'.repeat(300_000)], 'a.txt', { type: 'text/plain' }) });
  let text = '';
  for await (const event of dify.chat.stream({ query: 'How do I charge the battery?', inputs: {} })) {
    if (event.event === 'message') text += event.answer;
  }
  const [conversation] = (await dify.conversations.list()).data;
  const history = await dify.messages.list({ conversation_id: conversation?.id ?? '' });
  expect(history.data[0]?.answer).toBe(text);
  await dify.conversations.delete({ conversation_id: conversation?.id ?? '' });
  await expect(dify.messages.list({ conversation_id: conversation?.id ?? '' })).rejects.toMatchObject({ status: 404 });
});

describe('a stream over HTTP', () => {
  async function open(options: Parameters<typeof handlerOn>[1] = {}) {
    const lives: LiveStream[] = [];
    const dify = recordedDify(() => {
      const live = liveStream();
      lives.push(live);
      return live.response;
    });
    const { url } = await listen(toNodeListener(handlerOn(dify.fetch, options)));
    const incoming = await send(url);
    const [live] = lives;
    if (live === undefined) throw new TypeError('Nothing was asked.');
    return { incoming, live, url, requests: dify.requests };
  }

  it('arrives event by event, with headers before the first', async () => {
    const { incoming, live } = await open();
    expect(incoming.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    for (const [at, answer] of ['a', 'b', 'c'].entries()) {
      const piece = new Promise((resolve) => incoming.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8'))));
      live.write(line('message', { answer }));
      expect(unsealed(String(await piece))).toBe(`id: ${at + 1}\n${line('message', { answer })}`);
    }
    incoming.destroy();
    live.end();
  });

  it('P10: is read to its end when the page goes away', async () => {
    const { incoming, live, requests, url } = await open({ limits: { liveStreams: 1 } });
    live.write(line('message', { answer: 'a' }));
    await new Promise((resolve) => incoming.once('data', resolve));
    incoming.destroy();
    for (let at = 0; at < 50; at++) live.write(line('message', { answer: 'x'.repeat(1000) }));
    await vi.waitFor(() => expect(live.taken).toBe(51));
    expect(live.isCancelled).toBe(false);
    expect(requests[0]?.signal.aborted).toBe(false);
    expect((await send(url)).statusCode).toBe(429);
    live.write(line('message_end'));
    live.end();
    await vi.waitFor(async () => expect((await send(url)).statusCode).toBe(200));
  });

  it('P10: closes the connection to Dify with onClientGone abort', async () => {
    const { incoming, live, requests } = await open({ onClientGone: 'abort' });
    live.write(line('message', { answer: 'a' }));
    await new Promise((resolve) => incoming.once('data', resolve));
    incoming.destroy();
    await vi.waitFor(() => expect(live.isCancelled).toBe(true));
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it('P11: holds Dify back for no page that reads slowly, and the page misses nothing', async () => {
    const { incoming, live } = await open({ runs: { runBytes: 64 * 1024 * 1024 } });
    incoming.pause();
    const piece = line('message', { answer: 'x'.repeat(100_000) });
    for (let at = 0; at < 300; at++) live.write(piece);
    await vi.waitFor(() => expect(live.taken).toBe(300), { timeout: 5000 });
    live.write(line('message_end'));
    live.end();
    const pieces: Buffer[] = [];
    for await (const bytes of incoming) pieces.push(Buffer.from(bytes));
    const text = unsealed(Buffer.concat(pieces).toString('utf8'));
    expect(text.replaceAll(/^id: \d+\n/gm, '').length).toBe(300 * piece.length + line('message_end').length);
  });

  it('is flushed for middleware that presses answers', async () => {
    const dify = recordedDify(() => stream(line('message', { answer: 'a' }), line('message_end')));
    const listener = toNodeListener(handlerOn(dify.fetch));
    let flushed = 0;
    const { url } = await listen((incoming, outgoing) => {
      Reflect.set(outgoing, 'flush', () => {
        flushed += 1;
      });
      listener(incoming, outgoing);
    });
    for await (const _ of await send(url));
    expect(flushed).toBeGreaterThan(0);
  });
});

describe('in front of other middleware', () => {
  it('passes on what is not below the base path, and counts the original URL', async () => {
    const dify = recordedDify(() => json({ name: 'Support' }));
    const listener = toNodeListener(handlerOn(dify.fetch));
    const { url } = await listen((incoming, outgoing) => {
      Reflect.set(incoming, 'originalUrl', incoming.url);
      incoming.url = '/';
      listener(incoming, outgoing, () => outgoing.writeHead(418).end());
    });
    const statuses = ['/', '/api', '/api/difyx', '/api/dify', '/api/dify/support/info', '/api/dify/support/x?y=1'];
    const answers = await Promise.all(statuses.map(async (path) => (await fetch(url + path)).status));
    expect(answers).toEqual([418, 418, 418, 404, 200, 404]);
  });

  it.each([
    [
      'all',
      async (incoming: IncomingMessage) => {
        for await (const _ of incoming);
      },
    ],
    ['some', (incoming: IncomingMessage) => once(incoming, 'readable').then(() => void incoming.read(4))],
  ])('says that it has to stand before what reads bodies, when %s of one is read', async (_, read) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => told.mockRestore());
    const listener = toNodeListener(handlerOn(recordedDify(() => json({})).fetch));
    const { url } = await listen(async (incoming, outgoing) => {
      await read(incoming);
      listener(incoming, outgoing);
    });
    const incoming = await send(url);
    let text = '';
    for await (const bytes of incoming) text += bytes;
    expect(incoming.statusCode).toBe(500);
    expect(incoming.headers['content-type']).toBe('application/json');
    expect(JSON.parse(text)).toEqual({
      code: 'body_read',
      message: 'The body of this request was read before the handler got it. Mount it before body parsers.',
      status: 500,
    });
    expect(told.mock.calls.join()).toContain('Mount it before body parsers.');
  });

  it('keeps several cookies apart', async () => {
    const { url } = await listen(
      toNodeListener(async () => {
        const headers = new Headers();
        headers.append('set-cookie', 'a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT');
        headers.append('set-cookie', 'b=2');
        return new Response(null, { status: 204, headers });
      }),
    );
    const response = await fetch(url);
    expect(response.headers.getSetCookie()).toEqual(['a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'b=2']);
  });
});

describe('P32: requests that no browser sends', () => {
  const target = '/api/dify/support/chat-messages';
  const head = `Host: app.example\r\nx-dify-kit: 1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nConnection: close\r\n`;

  it.each<[string, string, RegExp]>([
    ['HEAD', `HEAD /api/dify/support/info HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 405 /],
    ['TRACE', `TRACE /api/dify/support/info HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 (?:400|405|501) /],
    ['CONNECT-like', `OPTIONS * HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 400 /],
    ['an absolute target', `GET http://evil.example/api/dify/support/info HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 400 /],
    [
      'a target with two slashes',
      `GET //evil.example/api/dify/support/info HTTP/1.1\r\n${head}\r\n`,
      /^HTTP\/1.1 404 /,
    ],
    [
      'two lengths',
      `POST ${target} HTTP/1.1\r\n${head}Content-Length: 14\r\nContent-Length: 2\r\n\r\n{"query":"Hi"}`,
      /^HTTP\/1.1 400 /,
    ],
    [
      'length and chunks',
      `POST ${target} HTTP/1.1\r\n${head}Content-Length: 14\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1.1 400 /,
    ],
    [
      'two content types',
      `POST ${target} HTTP/1.1\r\n${head}Content-Type: text/plain\r\nContent-Length: 14\r\n\r\n{"query":"Hi"}`,
      /^HTTP\/1.1 415 /,
    ],
    [
      'a strange host',
      `GET /api/dify/support/info HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n`,
      /^HTTP\/1.1 400 /,
    ],
    ['dots in the path', `GET /api/dify/support/messages/../../../x HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 400 /],
    ['dots as escapes', `GET /api/dify/other/%2e%2E/support/info HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 400 /],
    ['dots behind a backslash', `GET /api/dify/other\\..\\support/info HTTP/1.1\r\n${head}\r\n`, /^HTTP\/1.1 400 /],
    [
      'a host with a path',
      'GET /x HTTP/1.1\r\nHost: h/api/dify/support/info?\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 400 /,
    ],
  ])('%s', async (_, text, status) => {
    const dify = recordedDify(() => json({ name: 'x' }));
    const { port } = await listen(toNodeListener(handlerOn(dify.fetch)));
    expect(await raw(port, text)).toMatch(status);
    expect(dify.requests).toEqual([]);
  });

  it('Expect: 100-continue is answered, and nothing of it goes on', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const { port } = await listen(toNodeListener(handlerOn(dify.fetch)));
    const answer = await raw(
      port,
      `POST ${target} HTTP/1.1\r\n${head}TE: trailers\r\nExpect: 100-continue\r\nContent-Length: 14\r\n\r\n{"query":"Hi"}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
    expect([...(dify.requests[0]?.headers.keys() ?? [])].sort()).toEqual([
      'accept',
      'authorization',
      'content-type',
      'user-agent',
    ]);
  });

  it('P18: a body above the limit is cut off, not read to its end', async () => {
    const dify = recordedDify(() => json({}));
    const { port } = await listen(toNodeListener(handlerOn(dify.fetch, { limits: { jsonBytes: 1000 } })));
    const answer = await raw(
      port,
      `POST ${target} HTTP/1.1\r\n${head.replace('Connection: close\r\n', '')}Content-Length: 99999999\r\n\r\n${'x'.repeat(5000)}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
    expect(dify.requests).toEqual([]);
  });

  it('P19: a body that never ends is answered with 408 and the connection closed', async () => {
    const dify = recordedDify(() => json({}));
    const { port } = await listen(toNodeListener(handlerOn(dify.fetch, { limits: { bodyTimeout: 50 } })));
    const answer = await raw(port, `POST ${target} HTTP/1.1\r\n${head}Content-Length: 14\r\n\r\n{"que`);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(dify.requests).toEqual([]);
  });
});

it('P10: a page that leaves before the answer begins does not end the question', async () => {
  let answer: (response: Response) => void = () => undefined;
  const dify = recordedDify(
    () =>
      new Promise<Response>((resolve) => {
        answer = resolve;
      }),
  );
  const { url } = await listen(toNodeListener(handlerOn(dify.fetch, { apps: { support: { baseURL, apiKey } } })));
  const outgoing = httpRequest(`${url}/api/dify/support/chat-messages`, { method: 'POST', headers: kit });
  outgoing.on('error', () => undefined);
  outgoing.end('{"query":"Hi"}');
  await vi.waitFor(() => expect(dify.requests).toHaveLength(1));
  outgoing.destroy();
  const live = liveStream();
  live.write(line('message', { answer: 'a' }));
  live.write(line('message_end'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  answer(live.response);
  await vi.waitFor(() => expect(live.taken).toBe(2));
  expect(live.isCancelled).toBe(false);
  live.end();
});

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRedisRateStore } from '../redis/redis-rate-store.ts';
import { handleOf } from '../testing/handle-of.ts';
import { errorOf, fromPage, handlerOn, question, testLog } from '../testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify, stream } from '../testing/recorded-dify.ts';
import { hasRedis, type RedisServer, startRedis } from '../testing/redis-server.ts';
import { uuid } from '../testing/request-for.ts';
import { createMemoryRateStore } from './memory-rate-store.ts';
import type { RateStore } from './rate-store.ts';

let redis: RedisServer | undefined;
beforeAll(async () => {
  if (hasRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());

const stores: readonly [string, () => Promise<RateStore>][] = [
  ['in memory', async () => createMemoryRateStore()],
  [
    'on Redis',
    async () => {
      const connection = await redis?.connect();
      if (connection === undefined) throw new TypeError('There is no Redis.');
      return createRedisRateStore({ command: connection.command, prefix: `{${crypto.randomUUID()}}:` });
    },
  ],
];

/** A Dify whose answers go on until they are ended. */
function endlessDify() {
  const lives: LiveStream[] = [];
  const dify = recordedDify(() => {
    const live = liveStream();
    lives.push(live);
    return live.response;
  });
  return { ...dify, lives };
}

// Install redis-server to run those on Redis: `apt-get install redis-server`.
describe.each(stores)('P24: limits counted %s', (where, open) => {
  const test = it.skipIf(where === 'on Redis' && !hasRedis);

  test('hold for two handlers together', async () => {
    const store = await open();
    const { fetch, lives } = endlessDify();
    const options = { rateLimit: { store }, limits: { liveStreams: 3 } };
    const handlers = [handlerOn(fetch, options), handlerOn(fetch, options)] as const;
    const responses = await Promise.all([0, 1, 0, 1, 0].map((at) => handlers[at === 0 ? 0 : 1](question())));
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
    for (const live of lives) live.end();
    await vi.waitFor(async () => expect((await handlers[1](question())).status).toBe(200));
    for (const live of lives) live.end();
  });

  test('let so many messages a minute begin, for two handlers together', async () => {
    const store = await open();
    const dify = recordedDify(() => stream(line('message_end')));
    const options = { rateLimit: { store }, limits: { startsPerMinute: 6, liveStreams: 100 } };
    const handlers = [handlerOn(dify.fetch, options), handlerOn(dify.fetch, options)] as const;
    const responses = await Promise.all(Array.from({ length: 10 }, (_, at) => handlers[at < 5 ? 0 : 1](question())));
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(6);
    const refused = responses.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(10);
    const hers = question({}, { headers: { 'x-test-person': 'grace' } });
    expect((await handlers[0](hers)).status).toBe(200);
  });

  test('count an address whoever sends from it', async () => {
    const store = await open();
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch, {
      limits: { startsPerMinuteFromIP: 2 },
      rateLimit: { store, clientIP: (request) => request.headers.get('x-test-address') },
    });
    const from = (person: string, address: string) =>
      handler(question({}, { headers: { 'x-test-person': person, 'x-test-address': address } }));
    expect((await from('ada', '192.0.2.1')).status).toBe(200);
    expect((await from('grace', '192.0.2.1')).status).toBe(200);
    expect((await from('linus', '192.0.2.1')).status).toBe(429);
    expect((await from('linus', '192.0.2.2')).status).toBe(200);
  });

  test('are free again when a reader goes away and the answer with it', async () => {
    const store = await open();
    const { fetch } = endlessDify();
    const handler = handlerOn(fetch, { rateLimit: { store }, limits: { liveStreams: 1 }, onClientGone: 'abort' });
    const gone = new AbortController();
    expect((await handler(question({}, { signal: gone.signal }))).status).toBe(200);
    expect((await handler(question())).status).toBe(429);
    gone.abort();
    await vi.waitFor(async () => expect((await handler(question())).status).toBe(200));
  });

  test('count an answer that nobody reads any more', async () => {
    const store = await open();
    const { fetch, lives } = endlessDify();
    const handler = handlerOn(fetch, { rateLimit: { store }, limits: { liveStreams: 1 } });
    await (await handler(question())).body?.cancel();
    expect((await handler(question())).status).toBe(429);
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    await vi.waitFor(async () => expect((await handler(question())).status).toBe(200));
  });

  test('let a message wait for its turn', async () => {
    const store = await open();
    const { fetch, lives } = endlessDify();
    const options = { rateLimit: { store, queueFor: 5000 }, limits: { liveStreams: 1 } };
    const handler = handlerOn(fetch, options);
    await handler(question());
    const waiting = handler(question());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lives).toHaveLength(1);
    lives[0]?.end();
    expect((await waiting).status).toBe(200);
  });

  test('give a place back that nobody keeps', async () => {
    const store = await open();
    expect(await store.takePlace('key', 'one', 1, 40)).toBe(true);
    expect(await store.takePlace('key', 'one', 1, 40)).toBe(true);
    expect(await store.takePlace('key', 'other', 1, 40)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await store.takePlace('key', 'other', 1, 40)).toBe(true);
  });
});

it('P24: a place is free again when Dify refuses', async () => {
  const dify = recordedDify(() => json({ code: 'invalid_param', message: 'no', status: 400 }, 400));
  const handler = handlerOn(dify.fetch, { limits: { liveStreams: 1 } });
  for (let at = 0; at < 3; at++) expect((await handler(question())).status).toBe(400);
});

it('P24: a store that fails shuts nobody out, and limits hold in the process', async () => {
  const fail = () => Promise.reject(new Error('gone'));
  const { fetch } = endlessDify();
  const log = testLog();
  const store = { takeToken: fail, takePlace: fail, freePlace: fail };
  const handler = handlerOn(fetch, { log, rateLimit: { store }, limits: { liveStreams: 1 } });
  expect((await handler(question())).status).toBe(200);
  expect(await errorOf(await handler(question()))).toMatchObject({ status: 429 });
  expect(log.lines.join()).toContain('The store of the rate limits cannot be reached');
});

it('P24: a store that says nothing holds nobody up, but once', async () => {
  const dify = recordedDify(() => stream(line('message_end')));
  let asked = 0;
  const silent = () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  };
  const store = { takeToken: silent, takePlace: silent, freePlace: silent };
  const handler = handlerOn(dify.fetch, { rateLimit: { store } });
  for (let at = 0; at < 5; at++) expect((await handler(question())).status).toBe(200);
  expect(asked).toBe(1);
});

it('a function that tells no address, or throws, counts the user alone', async () => {
  const dify = recordedDify(() => stream(line('message_end')));
  const clientIP = onceThenThrow();
  const handler = handlerOn(dify.fetch, { rateLimit: { clientIP }, limits: { startsPerMinuteFromIP: 1 } });
  for (let at = 0; at < 3; at++) expect((await handler(question())).status).toBe(200);
});

function onceThenThrow(): () => null {
  let calls = 0;
  onTestFinished(() => expect(calls).toBe(3));
  return () => {
    calls += 1;
    if (calls > 1) throw new Error('no address');
    return null;
  };
}

it('P24: a flood of strangers costs the same for each, and what it leaves behind is forgotten', async () => {
  let now = 0;
  const store = createMemoryRateStore(() => now);
  const waits = new Set<number>();
  for (let at = 0; at < 150_000; at += 1) waits.add(await store.takeToken(`stranger ${at}`, 2));
  expect([...waits]).toEqual([0]);
  expect(await store.takeToken('stranger 149999', 2)).toBe(0);
  expect(await store.takeToken('stranger 149999', 2)).toBeGreaterThan(0);
  now = 60_000;
  expect(await store.takeToken('stranger 149999', 2)).toBe(0);
});

describe('P24: people whom nobody knows', () => {
  const anonymous = { identify: () => null, anonymous: true } as const;
  const strangers = (handler: ReturnType<typeof handlerOn>, count: number, address = '192.0.2.1') =>
    Promise.all(Array.from({ length: count }, () => handler(question({}, { headers: { 'x-test-address': address } }))));
  const statuses = (responses: readonly Response[], status: number) =>
    responses.filter((response) => response.status === status);
  const clientIP = (request: Request) => request.headers.get('x-test-address');

  it('P24: are counted by their address, running answers too', async () => {
    const { fetch, lives } = endlessDify();
    const handler = handlerOn(fetch, { ...anonymous, rateLimit: { clientIP }, limits: { liveStreamsFromIP: 3 } });
    const responses = await strangers(handler, 10);
    expect(statuses(responses, 200)).toHaveLength(3);
    expect(statuses(responses, 429)).toHaveLength(7);
    expect(statuses(await strangers(handler, 1, '192.0.2.2'), 200)).toHaveLength(1);
    for (const live of lives) live.end();
    await vi.waitFor(async () => expect(statuses(await strangers(handler, 1), 200)).toHaveLength(1));
    for (const live of lives) live.end();
  });

  it('P24: are counted all together where their addresses are not told, and the operator is warned', async () => {
    const { fetch, lives } = endlessDify();
    const log = testLog();
    const handler = handlerOn(fetch, { ...anonymous, log, limits: { liveStreamsInAll: 3 } });
    expect(log.lines.join('\n')).toContain('`rateLimit: { clientIP:');
    const responses = await strangers(handler, 10);
    expect(statuses(responses, 200)).toHaveLength(3);
    const [refused] = statuses(responses, 503);
    expect(refused?.headers.get('retry-after')).toBe('5');
    expect(await errorOf(refused ?? Response.error())).toMatchObject({ code: 'service_unavailable' });
    for (const live of lives) live.end();
    await vi.waitFor(async () => expect(statuses(await strangers(handler, 1), 200)).toHaveLength(1));
    for (const live of lives) live.end();
  });

  it('P24: begin so many answers a minute in one process, whoever they are', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch, { ...anonymous, limits: { startsPerMinuteInAll: 4 } });
    expect(statuses(await strangers(handler, 10), 200)).toHaveLength(4);
    expect(dify.requests).toHaveLength(4);
  });

  it('is no warning where addresses are told, or where everybody is known', () => {
    const log = testLog();
    handlerOn(fetch, { ...anonymous, log, rateLimit: { clientIP } });
    handlerOn(fetch, { log });
    expect(log.lines).toEqual([]);
  });

  it('P24: send so many files at a time, from one address and in all', async () => {
    const asked: (() => void)[] = [];
    const dify = recordedDify(() => new Promise<Response>((resolve) => asked.push(() => resolve(json({ id: 'x' })))));
    const upload = (address: string) => {
      const body = new FormData();
      body.set('file', new File(['%PDF-1.7'], 'a.pdf', { type: 'application/pdf' }));
      return fromPage('POST', '/files/upload', { body, headers: { 'x-test-address': address } });
    };
    const limits = { uploadsAtOnceFromIP: 2, uploadsInAll: 3 };
    const handler = handlerOn(dify.fetch, { ...anonymous, rateLimit: { clientIP }, limits });
    const held = [handler(upload('192.0.2.1')), handler(upload('192.0.2.1')), handler(upload('192.0.2.2'))];
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect((await handler(upload('192.0.2.1'))).status).toBe(503);
    for (const answer of asked.splice(0)) answer();
    await Promise.all(held);
    const more = [handler(upload('192.0.2.1')), handler(upload('192.0.2.1'))];
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect((await handler(upload('192.0.2.1'))).status).toBe(429);
    for (const answer of asked) answer();
    await Promise.all(more);
  });
});

describe('P24: what asks a model beside answers', () => {
  const message = handleOf('message', uuid);
  const requests: readonly [string, () => Request][] = [
    ['speech', () => fromPage('POST', '/text-to-audio', { body: JSON.stringify({ message_id: message }) })],
    ['suggested questions', () => fromPage('GET', `/messages/${uuid}/suggested`)],
    [
      'a generated name',
      () => fromPage('POST', `/conversations/${uuid}/name`, { body: JSON.stringify({ auto_generate: true }) }),
    ],
  ];

  it.each(requests)('P24: %s is counted by the minute', async (_, request) => {
    const dify = recordedDify(() => json({ result: 'success', data: [] }));
    const handler = handlerOn(dify.fetch, { limits: { extrasPerMinute: 3 } });
    for (let at = 0; at < 3; at++) expect((await handler(request())).status).not.toBe(429);
    const refused = await handler(request());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(dify.requests).toHaveLength(3);
  });

  it('is not a name that a person gives', async () => {
    const dify = recordedDify(() => json({ id: uuid, name: 'Mine' }));
    const handler = handlerOn(dify.fetch, { limits: { extrasPerMinute: 1 } });
    for (let at = 0; at < 4; at++) {
      const body = JSON.stringify({ name: 'Mine' });
      expect((await handler(fromPage('POST', `/conversations/${uuid}/name`, { body }))).status).toBe(200);
    }
  });
});

it('P24: a file takes a place until it was read, was left, or failed', async () => {
  let controllers: ReadableStreamDefaultController<Uint8Array>[] = [];
  const dify = recordedDify(
    () =>
      new Response(new ReadableStream<Uint8Array>({ start: (controller) => void controllers.push(controller) }), {
        headers: { 'content-type': 'image/png' },
      }),
  );
  const handler = handlerOn(dify.fetch, { limits: { filesAtOnce: 2 } });
  const preview = () => handler(fromPage('GET', `/files/${handleOf('file', uuid)}/preview`));
  const [read, left] = [await preview(), await preview()];
  expect([read.status, left.status, (await preview()).status]).toEqual([200, 200, 429]);
  for (const controller of controllers) controller.close();
  controllers = [];
  await read.arrayBuffer();
  const failing = await preview();
  expect([failing.status, (await preview()).status]).toEqual([200, 429]);
  await left.body?.cancel();
  const last = await preview();
  expect([last.status, (await preview()).status]).toEqual([200, 429]);
  controllers[0]?.error(new TypeError('gone'));
  await expect(failing.arrayBuffer()).rejects.toThrow();
  expect((await preview()).status).toBe(200);
});

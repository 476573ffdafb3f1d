import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpoint } from '../endpoint.ts';
import { openObject } from '../schemas/open-object.ts';
import { plainTransport } from '../testing/plain-transport.ts';
import { json } from '../testing/scripted-dify.ts';
import type { CallFacts } from './call-facts.ts';
import { chooseLogger } from './logger.ts';
import { send } from './send.ts';

const input = openObject({ conversation_id: v.optional(v.string()) });
const read = endpoint<object, unknown>({
  operationId: 'read',
  method: 'GET',
  path: '/conversations/{conversation_id}/variables',
  payload: 'query',
  user: 'none',
  input,
  output: v.unknown(),
});
const write = endpoint<object, unknown>({ ...read, method: 'POST', payload: 'json', path: '/chat-messages' });
const bytes = endpoint<object, Response>({ ...read, output: v.custom<Response>(() => true), binary: true });
const id = { conversation_id: 'c1' };

describe('answers', () => {
  it.each([
    [204, null],
    [200, ''],
    [200, '204'],
  ])('are nothing for status %i with body %j', async (status, body) => {
    const transport = plainTransport(async () => new Response(body, { status }));
    expect((await send(transport, write, {})).data).toBeUndefined();
  });

  it('of bytes are the response itself, unread, and end with the signal of the caller', async () => {
    const controller = new AbortController();
    let signal: AbortSignal | null | undefined;
    const transport = plainTransport(async (_, init) => {
      signal = init?.signal;
      return new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array([1, 2, 3])) }));
    });
    vi.useFakeTimers();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    try {
      const { data, response } = await send(transport, bytes, id, { signal: controller.signal, timeout: 50 });
      expect([data, data.bodyUsed]).toEqual([response, false]);
      expect(removed.mock.calls.length).toBe(added.mock.calls.length);
      await vi.advanceTimersByTimeAsync(100);
      expect(signal?.aborted).toBe(false);
      controller.abort();
      expect(signal?.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('S58 keep a field named __proto__ as data', async () => {
    const transport = plainTransport(async () => new Response('{"__proto__":{"polluted":1},"data":[]}'));
    const { data } = await send(transport, read, id);
    expect(Object.keys(data ?? {})).toEqual(['__proto__', 'data']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('S33 failures are known by phase and signal, never by their words', () => {
  const wordings = [
    new TypeError('Failed to fetch'),
    new TypeError('NetworkError when attempting to fetch resource.'),
    new TypeError('Load failed'),
    new TypeError('terminated'),
    new TypeError('network error'),
    new TypeError('Error in input stream'),
    new Error('The socket connection was closed unexpectedly.'),
    new DOMException('The operation was aborted.', 'AbortError'),
    new DOMException('The operation timed out.', 'TimeoutError'),
  ];

  it.each(wordings)('before the answer: %s', async (thrown) => {
    const transport = plainTransport(async () => Promise.reject(thrown));
    await expect(send(transport, write, {})).rejects.toMatchObject({ name: 'ConnectionError', code: 'network' });
  });

  it.each(wordings)('in the body: %s', async (thrown) => {
    const body = () => new ReadableStream({ pull: (controller) => controller.error(thrown) });
    const transport = plainTransport(async () => new Response(body()));
    await expect(send(transport, write, {})).rejects.toMatchObject({ name: 'ConnectionError', code: 'network' });
  });

  it.each(wordings)('after the caller has taken it back: %s', async (thrown) => {
    const controller = new AbortController();
    const transport = plainTransport(async () => {
      controller.abort();
      throw thrown;
    });
    const call = send(transport, read, id, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
  });
});

describe('time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const never = () => new Promise<Response>(() => undefined);
  const headersOnly = async () => new Response(new ReadableStream());

  /** What a call ends with, and after how many milliseconds. */
  async function outcome(call: Promise<unknown>): Promise<[unknown, number]> {
    const begun = Date.now();
    const settled = call.then(
      () => [null, Date.now() - begun] as [unknown, number],
      (error: unknown) => [error, Date.now() - begun] as [unknown, number],
    );
    await vi.advanceTimersByTimeAsync(100_000);
    return settled;
  }

  it('S33 gives up on headers that do not come', async () => {
    const [error, ms] = await outcome(send(plainTransport(never), write, {}, { firstByteTimeout: 10_000 }));
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', phase: 'headers' });
    expect(ms).toBe(10_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up on an answer that does not end', async () => {
    const [error, ms] = await outcome(send(plainTransport(headersOnly), write, {}, { timeout: 20_000 }));
    expect(error).toMatchObject({ name: 'TimeoutError', phase: 'body', message: expect.stringMatching(/look before/) });
    expect(ms).toBe(20_000);
  });

  it('gives each try its time', async () => {
    let count = 0;
    const transport = plainTransport(() => {
      count++;
      return never();
    });
    const [error] = await outcome(send(transport, read, id, { timeout: 1000 }));
    expect([error, count]).toMatchObject([{ name: 'TimeoutError' }, 3]);
  });

  it.each([0, Number.POSITIVE_INFINITY])('takes %d for no limit', async (timeout) => {
    let answer: (response: Response) => void = () => undefined;
    const transport = plainTransport(() => new Promise((resolve) => (answer = resolve)));
    const call = send(transport, write, {}, { timeout });
    await vi.advanceTimersByTimeAsync(90_000);
    answer(json(200, 1));
    expect((await call).data).toBe(1);
  });

  it('knows that connecting took too long where the runtime says so', async () => {
    const cause = Object.assign(new Error('x'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
    const transport = plainTransport(async () => Promise.reject(new TypeError('fetch failed', { cause })));
    await expect(send(transport, write, {})).rejects.toMatchObject({ name: 'TimeoutError', phase: 'connect' });
  });

  it('makes an error of the status when the body of a refusal does not end', async () => {
    const transport = plainTransport(async () => new Response(new ReadableStream(), { status: 500 }));
    const [error] = await outcome(send(transport, write, {}, { timeout: 1000 }));
    expect(error).toMatchObject({ name: 'ServerError', status: 500 });
  });
});

describe('signals', () => {
  it('S53 keep no listener of a call that has ended, however it ended', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    for (const status of [200, 404, 503]) {
      await send(
        plainTransport(async () => json(status, {})),
        read,
        id,
        { signal },
      ).catch(() => undefined);
    }
    expect(added).toHaveBeenCalled();
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });

  it('send nothing when they were aborted before', async () => {
    const fetch = vi.fn();
    await expect(send(plainTransport(fetch), read, id, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('end a call whose fetch does not listen', async () => {
    const controller = new AbortController();
    const call = send(
      plainTransport(() => new Promise(() => undefined)),
      read,
      id,
      { signal: controller.signal },
    );
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('hooks', () => {
  it('see and change every request, and see every answer, with facts by their OpenTelemetry names', async () => {
    const seen: CallFacts[] = [];
    const sent: (string | null)[] = [];
    let count = 0;
    const transport = plainTransport(
      async (request) => {
        if (request instanceof Request) sent.push(request.headers.get('x-more'));
        return json(count++ === 0 ? 503 : 200, { ok: true });
      },
      {
        onRequest: async (request) => new Request(request, { headers: { 'x-more': '1' } }),
        onResponse: (_, facts) => {
          seen.push(facts);
        },
      },
    );
    await send(transport, read, id);
    expect(sent).toEqual(['1', '1']);
    const shared = {
      'http.request.method': 'GET',
      'url.template': '/conversations/{conversation_id}/variables',
      'server.address': 'dify.test',
      'http.client.request.duration': expect.any(Number),
    };
    expect(seen).toEqual([
      { ...shared, 'http.response.status_code': 503, 'error.type': '503' },
      { ...shared, 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    ]);
  });

  it.each(['onRequest', 'onResponse'])('let what %s throws out as it is, and do not try again', async (name) => {
    const thrown = new RangeError('mine');
    const fetch = vi.fn(async () => json(200, {}));
    const hook = () => {
      throw thrown;
    };
    await expect(send(plainTransport(fetch, { [name]: hook }), read, id)).rejects.toBe(thrown);
    expect(fetch.mock.calls.length).toBe(name === 'onRequest' ? 0 : 1);
  });
});

describe('logs', () => {
  const canary = 'CANARY0123456789';

  it('hold no key, id, query, cookie or text, and tell tries by level', async () => {
    const lines: string[] = [];
    const log = (level: string) => (message: string, facts?: object) =>
      lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
    const logger = chooseLogger({ debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') });
    const transport = plainTransport(async () => json(503, { message: `no ${canary}` }), { logger });
    const secret = { conversation_id: canary, keyword: canary };
    const options = { headers: { cookie: canary, 'X-Key': canary } };
    await expect(send(transport, read, secret, options)).rejects.toThrow();
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      ...['debug', 'debug', 'info', 'debug', 'debug', 'info', 'debug', 'debug', 'warn'],
    ]);
    expect(lines.join('\n')).not.toContain('CANARY');
  });

  it('say that a server answers in another shape', async () => {
    const error = vi.fn();
    const logger = chooseLogger({ error }, 'error');
    const strict = endpoint<object, object>({ ...read, output: openObject({ data: v.array(v.string()) }) });
    const transport = plainTransport(async () => json(200, { data: canary }), { logger });
    await expect(send(transport, strict, id)).rejects.toMatchObject({
      path: 'data',
      expected: 'array',
      received: 'string',
    });
    expect(JSON.stringify(error.mock.calls)).toMatch(/unexpected shape at \\"data\\"/);
    expect(JSON.stringify(error.mock.calls)).not.toContain('CANARY');
  });

  it('go to the console from warn on, take what methods there are, and can be silenced', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const debug = vi.spyOn(console, 'debug').mockReturnValue();
    try {
      const logger = chooseLogger(undefined);
      logger?.debug('a');
      logger?.warn('b');
      expect([debug.mock.calls, warn.mock.calls]).toEqual([[], [['b', undefined]]]);
    } finally {
      vi.restoreAllMocks();
    }
    expect(() => chooseLogger({ warn: () => undefined })?.error?.('x')).not.toThrow();
    expect([chooseLogger(false), chooseLogger(null), chooseLogger(undefined, 'silent')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('and errors hold no key that a runtime quotes', async () => {
    const transport = plainTransport(async () =>
      Promise.reject(new TypeError('"Bearer app-CANARY0123456789" is an invalid header value.')),
    );
    const error: unknown = await send(transport, write, {}).catch((thrown: unknown) => thrown);
    expect(String(error instanceof Error && error.cause)).toContain('[key]');
    expect(String(error instanceof Error && error.cause)).not.toContain('CANARY');
  });
});

describe('a call that may outlive its page', () => {
  it.each([true, false, undefined])('says so to fetch: %s', async (keepalive) => {
    const seen: unknown[] = [];
    const transport = plainTransport(async (_, init) => {
      seen.push(init?.keepalive);
      return Response.json({});
    });
    await send(transport, write, {}, { keepalive });
    expect(seen).toEqual([keepalive === true ? true : undefined]);
  });
});

describe('trace ids', () => {
  it('go out with the call and come back in its errors', async () => {
    const seen: (string | null)[] = [];
    const transport = plainTransport(async (_, init) => {
      seen.push(new Headers(init?.headers).get('x-trace-id'));
      throw new TypeError('x');
    });
    await expect(send(transport, write, {}, { traceId: 't-1' })).rejects.toMatchObject({ requestId: 't-1' });
    expect(seen).toEqual(['t-1']);
    await expect(send(transport, write, {}, { traceId: 'a b' })).rejects.toMatchObject({ path: 'traceId' });
    await expect(send(transport, write, {}, { idempotencyKey: '' })).rejects.toMatchObject({ path: 'idempotencyKey' });
  });
});

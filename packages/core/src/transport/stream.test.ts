import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpoint, type StreamingEndpoint } from '../endpoint.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { closedObject } from '../schemas/closed-object.ts';
import { openObject } from '../schemas/open-object.ts';
import type { DifyStream } from '../streams/dify-stream.ts';
import { plainTransport } from '../testing/plain-transport.ts';
import { events, json, liveEvents } from '../testing/scripted-dify.ts';
import { answer, answerText, bodyOf, bytesOf, line } from '../testing/streams.ts';
import type { StreamOptions, Transport } from './options.ts';
import { stream } from './stream.ts';

const base = { method: 'POST', payload: 'json', user: 'required', output: v.unknown() } as const;
const chat: StreamingEndpoint<object, unknown> = endpoint<object, unknown>({
  ...base,
  operationId: 'chat',
  path: '/chat-messages',
  input: openObject({ response_mode: v.optional(v.string()) }),
  events: true,
});
const reattach: StreamingEndpoint<object, unknown> = endpoint<object, unknown>({
  ...base,
  operationId: 'events',
  method: 'GET',
  payload: 'query',
  path: '/workflow/{workflow_run_id}/events',
  input: closedObject({ workflow_run_id: v.string(), user: v.optional(v.string()) }),
  events: 'only',
});

const on = (fetch: Transport['fetch'], options: StreamOptions = {}, more: Partial<Transport> = {}) =>
  stream(plainTransport(fetch, more), chat, { query: 'x' }, options);

async function textOf(read: DifyStream): Promise<string> {
  let text = '';
  for await (const event of read) if (event.event === 'message') text += event.answer;
  return text;
}

const streamOf = (body: ReadableStream<Uint8Array> | string, type?: string) =>
  new Response(body, { headers: type === undefined ? {} : { 'content-type': type } });

describe('what is asked', () => {
  it('names the mode only where the operation takes it', async () => {
    const asked: string[] = [];
    const transport = plainTransport(async (url, init) => {
      asked.push(`${url} ${init?.body ?? ''} ${new Headers(init?.headers).get('accept')}`);
      return events(answer);
    });
    for await (const _ of stream(transport, chat, { query: 'x' }));
    for await (const _ of stream(transport, reattach, { workflow_run_id: 'r1' }));
    const open = { ...reattach, events: true, input: openObject({}) } as const;
    for await (const _ of stream(transport, open, { workflow_run_id: 'r2' }));
    expect(asked).toEqual([
      'http://dify.test/v1/chat-messages {"response_mode":"streaming","query":"x","user":"u1"} text/event-stream',
      'http://dify.test/v1/workflow/r1/events?user=u1  text/event-stream',
      'http://dify.test/v1/workflow/r2/events?user=u1  text/event-stream',
    ]);
  });
});

describe('answers that are no stream', () => {
  it('S28 takes an error that comes with status 200 for what it is', async () => {
    const refused = textOf(on(async () => json(200, { code: 'app_unavailable', message: 'Off.', status: 400 })));
    await expect(refused).rejects.toMatchObject({ name: 'BadRequestError', code: 'app_unavailable', status: 400 });
    const whole = textOf(on(async () => json(200, { event: 'message', answer: 'CANARY' })));
    await expect(whole).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringMatching(/one whole answer instead of a stream\. .*\.$/),
    });
  });

  it.each([
    ['<html>Login</html>', 'text/html', /a page instead of a stream/],
    ['', undefined, /nothing instead of a stream/],
    ['hello', 'text/plain', /a page instead of a stream/],
  ])('S29 S30 refuses %j of type %s', async (body, type, message) => {
    await expect(textOf(on(async () => streamOf(body, type)))).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringMatching(message),
    });
  });

  it('S29 makes a typed error of a refusal before the stream', async () => {
    const page = async () => new Response('<html>', { status: 502 });
    await expect(textOf(on(page))).rejects.toMatchObject({ name: 'ServerError', status: 502, code: 'bad_gateway' });
  });

  it.each([undefined, 'text/plain', 'application/octet-stream'])('S30 reads a stream of type %s', async (type) => {
    expect(await textOf(on(async () => streamOf(bodyOf([bytesOf(answer)]), type)))).toBe(answerText);
    const bytewise = Array.from(bytesOf(`\ufeff\n${answer}`), (byte) => new Uint8Array([byte]));
    expect(await textOf(on(async () => streamOf(bodyOf(bytewise), type)))).toBe(answerText);
  });
});

describe('lost connections', () => {
  const half = () => bodyOf([bytesOf(line('message', { answer: 'Half' }))], 'break');

  it.each([
    new TypeError('network error'),
    new TypeError('Error in input stream'),
    new TypeError('Load failed'),
    new TypeError('terminated'),
    new Error('The socket connection was closed unexpectedly.'),
    new DOMException('The operation was aborted.', 'AbortError'),
    Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
  ])('S33 are `interrupted` however they are worded: %s', async (thrown) => {
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at++ === 0) controller.enqueue(bytesOf(line('message', { answer: 'Half' })));
        else controller.error(thrown);
      },
    });
    await expect(textOf(on(async () => events(body)))).rejects.toMatchObject({
      name: 'StreamError',
      code: 'interrupted',
    });
  });

  it('tell what had arrived', async () => {
    const error: unknown = await textOf(on(async () => events(half()))).catch((thrown: unknown) => thrown);
    expect(error instanceof StreamError && error.received).toEqual({ events: 1, text: 'Half' });
    expect(JSON.stringify(error)).not.toContain('Half');
  });

  it.each<[string, Transport['fetch']]>([
    ['no connection', async () => Promise.reject(new TypeError('x'))],
    ['503', async () => json(503, {})],
    ['a body that breaks before its first byte', async () => events(bodyOf([], 'break'))],
    ['half an answer', async () => events(half())],
  ])('S54 never make a generation twice: %s', async (_name, fetch) => {
    const counted = vi.fn(fetch);
    await expect(textOf(on(counted))).rejects.toThrow();
    expect(counted).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['the headers are lost', () => Promise.reject(new TypeError('x'))],
    ['the gateway fails', () => json(503, {})],
    ['the body breaks before its first byte', () => events(bodyOf([], 'break'))],
  ])('S65 send a named send again when %s', async (_name, lost) => {
    const keys: (string | null)[] = [];
    const fetch: Transport['fetch'] = async (_, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      return keys.length === 1 ? lost() : events(answer);
    };
    expect(await textOf(on(fetch, { idempotencyKey: 'k1' }))).toBe(answerText);
    expect(keys).toEqual(['k1', 'k1']);
  });

  it('S65 do not send a named send again once anything has come', async () => {
    const fetch = vi.fn(async () => events(half()));
    await expect(textOf(on(fetch, { idempotencyKey: 'k1' }))).rejects.toMatchObject({ code: 'interrupted' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('S54 send again what was refused on the way, for nothing was sent', async () => {
    let count = 0;
    const refused = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    const fetch = async () => (count++ === 0 ? Promise.reject(refused) : events(answer));
    expect(await textOf(on(fetch))).toBe(answerText);
  });
});

describe('time', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Reads a stream that a test writes. */
  function live(options: StreamOptions = {}) {
    let server = liveEvents(null);
    const seen: DifyEvent[] = [];
    let cancelled: AbortSignal | null = null;
    const fetch: Transport['fetch'] = async (_, init) => {
      cancelled = init?.signal ?? null;
      server = liveEvents(cancelled);
      return server.response;
    };
    const reading = (async () => {
      for await (const event of on(fetch, options)) seen.push(event);
    })();
    const ended = reading.then(
      () => null,
      (error: unknown) => error,
    );
    return {
      seen,
      ended,
      write: (text: string) => server.write(text),
      end: () => server.end(),
      signal: () => cancelled,
    };
  }

  it('S31 gives a silent stream up after 45 s, and closes the connection', async () => {
    const { ended, write, signal } = live();
    await vi.advanceTimersByTimeAsync(0);
    write(line('message', { answer: 'Half' }));
    await vi.advanceTimersByTimeAsync(44_999);
    expect(signal()).toMatchObject({ aborted: false });
    await vi.advanceTimersByTimeAsync(1);
    expect(await ended).toMatchObject({ name: 'StreamError', code: 'idle', received: { events: 1, text: 'Half' } });
    expect(signal()).toMatchObject({ aborted: true });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('S32 stays with a stream that only pings', async () => {
    const { seen, ended, write, end } = live();
    for (let second = 0; second < 600; second += 10) {
      await vi.advanceTimersByTimeAsync(10_000);
      write('event: ping\n\n');
    }
    write(line('message', { answer: 'x' }));
    end();
    expect(await ended).toBeNull();
    expect(seen).toHaveLength(1);
  });

  it('ends a stream that takes longer than the whole may', async () => {
    const { ended, write } = live({ totalTimeout: 60_000 });
    for (let second = 0; second < 60; second += 10) {
      await vi.advanceTimersByTimeAsync(10_000);
      write('event: ping\n\n');
    }
    expect(await ended).toMatchObject({ name: 'StreamError', code: 'total_timeout' });
  });

  it('S33 gives up on headers that do not come', async () => {
    const reading = textOf(on(() => new Promise(() => undefined), { timeout: 10_000 }));
    const ended = reading.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await ended).toMatchObject({ name: 'TimeoutError', phase: 'headers' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('S51 S56 does not count the time in which the reader holds an event', async () => {
    const pieces = ['a', 'b', 'c'].map((text) => bytesOf(line('message', { answer: text })));
    let text = '';
    const ended = (async () => {
      for await (const event of on(async () => events(bodyOf(pieces)))) {
        if (event.event === 'message') text += event.answer;
        await new Promise((resolve) => setTimeout(resolve, 100_000));
      }
      return text;
    })();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(await ended).toBe('abc');
  });

  it('counts silence anew after the reader has held an event for long', async () => {
    const body = bodyOf([bytesOf(line('message', { answer: 'a' }))], 'hang');
    const ended = (async () => {
      for await (const _ of on(async () => events(body))) await new Promise((resolve) => setTimeout(resolve, 100_000));
    })().catch((error: unknown) => [error, Date.now()]);
    const begun = Date.now();
    await vi.advanceTimersByTimeAsync(200_000);
    expect(await ended).toMatchObject([{ code: 'idle' }, begun + 145_000]);
  });
});

describe('readers', () => {
  it('S51 ask for the next piece only when they want it', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(bytesOf(line('message', { answer: String(pulled++) })));
        },
      },
      { highWaterMark: 0 },
    );
    const reader = on(async () => events(body))[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(pulled).toBe(2);
    await reader.return?.();
  });

  it('S52 close the connection when they leave, and hear their own error once', async () => {
    let cancelled = 0;
    let signal: AbortSignal | null | undefined;
    const fetch: Transport['fetch'] = async (_, init) => {
      signal = init?.signal;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(bytesOf(line('message', { answer: 'x' }))),
        cancel: () => {
          cancelled++;
        },
      });
      return events(body);
    };
    for await (const _ of on(fetch)) break;
    expect([cancelled, signal?.aborted]).toEqual([1, true]);
    const mine = new RangeError('mine');
    const reading = (async () => {
      for await (const _ of on(fetch)) throw mine;
    })();
    await expect(reading).rejects.toBe(mine);
    expect(cancelled).toBe(2);
  });

  it('S34 can take a stream back before its headers, between events, and twice', async () => {
    const waiting = on(() => new Promise(() => undefined));
    const ended = textOf(waiting).catch((error: unknown) => error);
    waiting.abort();
    waiting.abort();
    expect(await ended).toMatchObject({ name: 'AbortError', code: 'aborted' });
    const before = vi.fn();
    const never = on(before);
    never.abort();
    await expect(textOf(never)).rejects.toMatchObject({ name: 'AbortError' });
    expect(before).not.toHaveBeenCalled();
  });

  it('S53 leave no listener on the signal of the caller, however the stream ends', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await textOf(on(async () => events(answer), { signal }));
    for await (const _ of on(async () => events(answer), { signal })) break;
    await textOf(on(async () => events(bodyOf([], 'break')), { signal })).catch(() => undefined);
    await textOf(on(async () => json(404, {}), { signal })).catch(() => undefined);
    expect(added).toHaveBeenCalledTimes(4);
    expect(removed).toHaveBeenCalledTimes(4);
  });

  it('let what a hook throws out as it is', async () => {
    const thrown = new RangeError('mine');
    const onRequest = () => {
      throw thrown;
    };
    await expect(textOf(on(async () => events(answer), {}, { onRequest }))).rejects.toBe(thrown);
  });

  it('are warned by the logger when they do not listen', async () => {
    const warn = vi.fn();
    const logger = { debug: () => undefined, warn };
    const odd = `data: {"CANARY\n\n${answer}`;
    expect(await textOf(on(async () => events(odd), {}, { logger }))).toBe(answerText);
    expect(warn.mock.calls).toEqual([
      ['POST /chat-messages: The stream held a line that is no JSON; it was passed over.'],
    ]);
  });
});

describe('S57 S58 odd values', () => {
  it('leave text untouched and prototypes alone', async () => {
    const odd = [
      'data: {"event":"message","answer":null}',
      'data: {"event":"message","answer":7}',
      'data: {"event":"message"}',
      'data: {"event":"message","answer":"\\\\u4f60 \\ud83d"}',
      'data: {"event":"message","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"answer":"!"}',
      `data: {"event":"odd","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ].join('\n\n');
    expect(await textOf(on(async () => events(`${odd}\n\n`)))).toBe('\\u4f60 \ud83d!');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

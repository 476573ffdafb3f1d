import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { openObject } from '../schemas/open-object.ts';
import { plainTransport } from '../testing/plain-transport.ts';
import { json } from '../testing/scripted-dify.ts';
import type { RequestOptions } from './options.ts';
import { backoff } from './retry.ts';
import { send } from './send.ts';

type Method = Endpoint<object, unknown>['method'];

const anything = (method: Method, payload: 'query' | 'json' | 'form', more: object = {}) => ({
  ...endpoint<object, unknown>({
    operationId: 'x',
    method,
    path: '/x',
    payload,
    user: 'none',
    input: openObject({}),
    output: v.unknown(),
  }),
  ...more,
});

const read = anything('GET', 'query');
const create = anything('POST', 'json');
const upload = anything('POST', 'form');
const replace = anything('PUT', 'json');
const remove = anything('DELETE', 'json');
const search = anything('POST', 'json', { idempotent: true });
const key: RequestOptions = { idempotencyKey: 'k-1' };

/** How often a call goes out when every try fails in the same way. */
async function sends(
  target: Endpoint<object, unknown>,
  fail: () => Promise<Response>,
  options: RequestOptions = {},
): Promise<number> {
  let count = 0;
  const transport = plainTransport(async () => {
    count++;
    return fail();
  });
  await expect(send(transport, target, {}, options)).rejects.toThrow();
  return count;
}

const status =
  (code: number, body: object = {}) =>
  async () =>
    json(code, body);
const broken = (cause: unknown) => async () => {
  throw new TypeError('fetch failed', { cause });
};
const cutBody = async () =>
  new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }));

const network = broken(undefined);
const reset = broken({ code: 'ECONNRESET' });
const refused = broken({ code: 'ECONNREFUSED' });
const unknownName = broken({ code: 'ENOTFOUND' });
const severalRefused = broken({ code: 'x', errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }] });
const oneRefused = broken({ code: 'ECONNREFUSED', errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNRESET' }] });
const slowConnect = broken({ code: 'UND_ERR_CONNECT_TIMEOUT' });
const busy = status(400, { code: 'invalid_param', message: 'Too many requests. Please try again later.' });
const quota = status(429, { code: 'rate_limit_error', message: 'x' });

describe('S54 what is sent again', () => {
  it.each<[string, () => Promise<Response>, read: number, write: number]>([
    ['429', status(429), 3, 1],
    ['429 for a quota', quota, 1, 1],
    ['the 400 for too many runs', busy, 3, 1],
    ['502', status(502), 3, 1],
    ['503', status(503), 3, 1],
    ['504', status(504), 3, 1],
    ['a proxy giving up, 524', status(524), 3, 1],
    ['500', status(500), 1, 1],
    ['501', status(501), 1, 1],
    ['400', status(400), 1, 1],
    ['401', status(401), 1, 1],
    ['403', status(403), 1, 1],
    ['404', status(404), 1, 1],
    ['408', status(408), 1, 1],
    ['409', status(409), 1, 1],
    ['a network failure', network, 3, 1],
    ['a connection reset', reset, 3, 1],
    ['a connection refused', refused, 3, 3],
    ['an unknown name', unknownName, 3, 3],
    ['every address refused', severalRefused, 3, 3],
    ['one address refused, another reset', oneRefused, 3, 1],
    ['connecting took too long', slowConnect, 3, 1],
    ['the body broke off', cutBody, 3, 1],
  ])('after %s', async (_name, fail, reads, writes) => {
    expect(await sends(read, fail)).toBe(reads);
    for (const target of [create, upload, replace, remove]) expect(await sends(target, fail)).toBe(writes);
    for (const [target, options] of [[search], [create, key]] as const) {
      expect(await sends(target, fail, options)).toBe(reads);
    }
  });

  it('sends the key with every try, and as often as the caller allows', async () => {
    const keys: (string | null)[] = [];
    const transport = plainTransport(async (_, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      return json(503, {});
    });
    await expect(send(transport, create, {}, { ...key, maxRetries: 1 })).rejects.toThrow();
    expect(keys).toEqual(['k-1', 'k-1']);
    expect(await sends(read, status(503), { maxRetries: 0 })).toBe(1);
    expect(await sends(read, status(503), { maxRetries: Number.NaN })).toBe(1);
  });

  it('answers as soon as a try succeeds', async () => {
    let count = 0;
    const transport = plainTransport(async () => (count++ < 2 ? json(503, {}) : json(200, { ok: true })));
    expect((await send(transport, read, {})).data).toEqual({ ok: true });
  });

  it('waits half a second, doubled, at most 8 s, with full jitter', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((tried) => backoff(tried, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
    expect(backoff(3, () => 0)).toBe(0);
  });
});

describe('S55 Retry-After', () => {
  it.each([
    ['2', [2000, 2000], 3],
    ['60', [60_000, 60_000], 3],
    ['61', [], 1],
    ['9999', [], 1],
    ['-1', [250, 500], 3],
    ['abc', [250, 500], 3],
    ['0', [250, 500], 3],
    ['Thu, 01 Jan 2026 00:00:05 GMT', [5000, 5000], 3],
    ['Thu, 01 Jan 2026 01:00:00 GMT', [], 1],
    ['Wed, 31 Dec 2025 00:00:00 GMT', [250, 500], 3],
  ])('%s makes waits of %j', async (value, waits, tries) => {
    let count = 0;
    const headers = { 'retry-after': value, date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
    const transport = plainTransport(async () => {
      count++;
      return json(503, {}, headers);
    });
    await expect(send(transport, read, {})).rejects.toMatchObject({ status: 503 });
    expect([transport.waits, count]).toEqual([waits, tries]);
  });
});

describe('waiting', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('S56 makes one try when the clock jumps an hour, not one for every wait that was missed', async () => {
    let count = 0;
    const transport = plainTransport(
      async () => {
        count++;
        return json(503, {});
      },
      { sleep: undefined },
    );
    const call = send(transport, read, {}).catch(() => 'failed');
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(250);
    expect(count).toBe(2);
    await vi.advanceTimersByTimeAsync(500);
    expect([count, await call]).toEqual([3, 'failed']);
  });

  it('ends at once when the caller takes the call back, and leaves no timer and no listener', async () => {
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const transport = plainTransport(async () => json(503, {}, { 'retry-after': '30' }), { sleep: undefined });
    const call = send(transport, read, {}, { signal: controller.signal });
    call.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });
});

import { createDify, type Dify } from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import { supportApp } from '../apps/support/app.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';
import { reply } from '../model/reply.ts';
import { readFaults } from './fault-names.ts';
import { randomFaults } from './random-faults.ts';

const text = 'Größe über alles: 名前 👋 and more words to say.';

function saying(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ apps: [{ ...supportApp(), model: reply(text) }], ...options });
}

function difyOf({ fetch }: Emulator, fault?: string): Dify {
  const headers = fault === undefined ? {} : { 'x-emulator-fault': fault };
  return createDify({
    baseURL: 'http://dify.test/v1',
    apiKey: 'app-support',
    user: 'u1',
    fetch,
    headers,
    maxRetries: 0,
  });
}

/** What a client reads of one answer, and the error that ended it. */
async function ask(emulator: Emulator, fault?: string) {
  const events: Record<string, unknown>[] = [];
  let error: unknown;
  try {
    for await (const event of difyOf(emulator, fault).chat.stream({ query: 'x', inputs: {} }))
      events.push({ ...event });
  } catch (caught) {
    error = caught;
  }
  return { events, error, said: events.map(({ answer = '' }) => answer).join('') };
}

async function bytesOf(emulator: Emulator, fault: string): Promise<Uint8Array[]> {
  const response = await emulator.fetch('http://dify.test/v1/chat-messages', {
    method: 'POST',
    headers: { authorization: 'Bearer app-support', 'content-type': 'application/json', 'x-emulator-fault': fault },
    body: JSON.stringify({ query: 'x', inputs: {}, user: 'u1', response_mode: 'streaming' }),
  });
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (;;) {
    const read = await reader?.read().catch(() => undefined);
    if (read?.value === undefined) return chunks;
    chunks.push(read.value);
  }
}

describe('a fault asked for by header', () => {
  it('happens to its request alone', async () => {
    const emulator = saying();
    expect((await ask(emulator, 'cut-after=2')).events).toHaveLength(2);
    expect((await ask(emulator)).said).toBe(text);
  });

  it('is refused when there is none of its name', async () => {
    const { error } = await ask(saying(), 'explode');
    expect(error).toMatchObject({ status: 400, message: expect.stringContaining('cut-after') });
  });

  it('is ignored where it is switched off', async () => {
    expect((await ask(saying({ faultHeader: false }), 'status=500')).said).toBe(text);
  });
});

describe('a stream', () => {
  it('is cut after bytes', async () => {
    const chunks = await bytesOf(saying(), 'cut-bytes=250');
    expect(chunks.reduce((sum, { length }) => sum + length, 0)).toBe(250);
  });

  it('is cut inside of a character', async () => {
    const chunks = await bytesOf(saying(), 'half-character-after=1');
    const whole = new Uint8Array(chunks.flatMap((chunk) => [...chunk]));
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(whole)).toThrow();
    expect((await ask(saying(), 'half-character-after=1')).error).toMatchObject({ code: 'interrupted' });
  });

  it('falls silent, and lets its reader go', async () => {
    const emulator = saying();
    const response = await emulator.fetch('http://dify.test/v1/chat-messages', {
      method: 'POST',
      headers: {
        authorization: 'Bearer app-support',
        'content-type': 'application/json',
        'x-emulator-fault': 'stall-after=1',
      },
      body: JSON.stringify({ query: 'x', inputs: {}, user: 'u1', response_mode: 'streaming' }),
    });
    const reader = response.body?.getReader();
    await reader?.read();
    const next = reader?.read();
    await reader?.cancel();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('holds half a line of JSON and goes on', async () => {
    expect((await ask(saying(), 'malformed-after=2')).said).toBe(text);
  });

  it('is taken back', async () => {
    const { events } = await ask(saying(), 'moderated-after=2');
    expect(events.map(({ event }) => event)).toEqual(['message', 'message', 'message_replace', 'message_end']);
    expect(events[2]).toMatchObject({ reason: 'output_moderation', task_id: events[0]?.task_id });
  });

  it('ends with an error', async () => {
    const { events } = await ask(saying(), 'error-after=2');
    expect(events.map(({ event }) => event)).toEqual(['message', 'message', 'error']);
    expect(events[2]).toMatchObject({ status: 500, code: 'internal_server_error', task_id: events[0]?.task_id });
  });

  it('says the same in pieces of one byte, with pings between', async () => {
    expect((await ask(saying(), 'chunk-bytes=1,stray-pings')).said).toBe(text);
  });

  it('is slow', async () => {
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    const { events, said } = await ask(saying({ sleep }), 'slow=70');
    expect(said).toBe(text);
    expect(waits.filter((ms) => ms === 70)).toHaveLength(events.length);
  });
});

describe('a request', () => {
  it('is refused for its rate, with and without a time to wait', async () => {
    const emulator = saying();
    const info = (fault: string) =>
      emulator.fetch('http://dify.test/v1/info', {
        headers: { authorization: 'Bearer app-support', 'x-emulator-fault': fault },
      });
    expect((await info('rate-limit')).headers.get('retry-after')).toBeNull();
    const told = await info('rate-limit=5');
    expect(told.status).toBe(429);
    expect(told.headers.get('retry-after')).toBe('5');
  });

  it('is answered with a page by something in front', async () => {
    const { error } = await ask(saying(), 'page=502');
    expect(error).toMatchObject({ status: 502 });
  });

  it('is refused as unknown, whatever its key', async () => {
    expect((await ask(saying(), 'unauthorized')).error).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('gets a clock that is ahead', async () => {
    const emulator = saying({ now: () => 1_000_000_000, faults: readFaults('clock-skew=3600') });
    const { events } = await ask(emulator);
    expect(events[0]).toMatchObject({ created_at: 1_000_000 + 3600 });
  });

  it('finds no file at an address that is out of date', async () => {
    const emulator = saying();
    const file = new File(['Some text.'], 'a.txt', { type: 'text/plain' });
    const { source_url } = await difyOf(emulator).files.upload({ file });
    expect((await emulator.fetch(source_url ?? '')).status).toBe(200);
    emulator.faults.expiredFiles = true;
    expect((await emulator.fetch(source_url ?? '')).status).toBe(404);
  });

  it('waits for no other when only one may run', async () => {
    const emulator = saying({ pace: { firstMs: 0, pieceMs: 20 }, faults: { maxConcurrent: 1 } });
    const stream = difyOf(emulator).chat.stream({ query: 'x', inputs: {} })[Symbol.asyncIterator]();
    await stream.next();
    const { error } = await ask(emulator);
    await stream.return?.();
    expect(error).toMatchObject({ status: 400, message: expect.stringMatching(/^Too many requests\./) });
  });
});

describe('faults by chance', () => {
  it('are the same for the same seed', () => {
    const draw = (seed: number) => {
      const next = randomFaults({ seed });
      return Array.from({ length: 200 }, () => next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const met = draw(7).filter((faults) => Object.keys(faults).length > 0);
    expect(met.length).toBeGreaterThan(15);
    expect(met.length).toBeLessThan(80);
  });

  it('are told of', async () => {
    const met: string[] = [];
    const emulator = saying({ randomFaults: { seed: 1, share: 1 }, onEvent: ({ faults }) => met.push(...faults) });
    for (let at = 0; at < 5; at++) await ask(emulator);
    expect(met.length).toBeGreaterThan(2);
  });
});

it.each([
  ['cut-after=2, slow=50', { cutAfterEvents: 2, eventDelayMs: 50 }],
  ['rate-limit', { status: 429 }],
  ['', {}],
])('reads %j', (names, faults) => {
  expect(readFaults(names)).toEqual(faults);
});

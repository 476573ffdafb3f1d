import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Metric } from '../ops/metric.ts';
import type { DifyHandlerOptions } from '../options.ts';
import { unsealed } from '../testing/handle-of.ts';
import { handlerOn, question, testLog } from '../testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify } from '../testing/recorded-dify.ts';
import { hasRedis, type RedisServer, startRedis } from '../testing/redis-server.ts';
import { attached, handleIn, keyed, lastWordIn, recordsIn, stopped, textIn } from '../testing/run-requests.ts';
import type { RedisCommand } from './redis-command.ts';
import { createRedisRateStore } from './redis-rate-store.ts';
import { createRedisRunLog, type RedisRunLogOptions } from './redis-run-log.ts';

let redis: RedisServer;

/** A Dify whose answers are written by the test. */
function liveDify() {
  const lives: LiveStream[] = [];
  const stops: string[] = [];
  const dify = recordedDify(({ url }) => {
    if (url.pathname.endsWith('/stop')) {
      stops.push(url.pathname);
      return json({ result: 'success' });
    }
    const live = liveStream();
    lives.push(live);
    return live.response;
  });
  return { ...dify, lives, stops };
}

/** A way to Redis that can be cut. */
function switchOf() {
  const state = {
    isOn: false,
    around:
      (command: RedisCommand): RedisCommand =>
      async (sent) => {
        if (state.isOn) throw new Error('away');
        return command(sent);
      },
  };
  return state;
}

/** The id of a run in its answer. */
const runIn = (response: Response): string => handleIn(response).split('~')[0] ?? '';

/** One process of several: a handler with its own connection and its own memory. */
async function processOn(
  fetch: typeof globalThis.fetch,
  options: Partial<RedisRunLogOptions> = {},
  more: Partial<Omit<DifyHandlerOptions, 'identify' | 'anonymous'>> = {},
  around: (command: RedisCommand) => RedisCommand = (command) => command,
) {
  const connection = await redis.connect();
  const log = createRedisRunLog({ command: around(connection.command), pollEvery: 20, ...options });
  onTestFinished(() => log.close());
  return { handler: handlerOn(fetch, { ...more, runs: { ...more.runs, log } }), log, connection };
}

// Install redis-server to run these: `apt-get install redis-server`.
describe.skipIf(!hasRedis)('runs on Redis', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('P37: are read in another process, from any event on and live', async () => {
    const { fetch, lives, requests } = liveDify();
    const one = await processOn(fetch);
    const other = await processOn(fetch);
    const response = await one.handler(question());
    const handle = handleIn(response);
    lives[0]?.write(line('message', { answer: 'a' }) + line('message', { answer: 'b' }));
    const reader = response.body?.getReader();
    await reader?.read();
    await one.log.settled();
    const elsewhere = await other.handler(attached(handle, 1));
    expect(elsewhere.status).toBe(200);
    const text = elsewhere.text();
    lives[0]?.write(line('message', { answer: 'c' }));
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    expect(recordsIn(await text).map(([id, { answer, event }]) => [id, answer ?? event])).toEqual([
      [2, 'b'],
      [3, 'c'],
      [4, 'message_end'],
    ]);
    expect(textIn(await (await other.handler(attached(handle))).text())).toBe('abc');
    expect((await other.handler(attached(handle, 5))).status).toBe(404);
    expect((await other.handler(attached(handle, 0, 'grace'))).status).toBe(404);
    expect(requests).toHaveLength(1);
  });

  it('P36: begin once, whichever process a send and its repeat reach', async () => {
    const { fetch, lives, requests } = liveDify();
    const one = await processOn(fetch);
    const other = await processOn(fetch);
    const answers = [one.handler(keyed('key-1')), other.handler(keyed('key-1'))];
    await vi.waitFor(() => expect(lives).toHaveLength(1));
    lives[0]?.write(line('message', { answer: 'a' }));
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    const texts = await Promise.all(answers.map(async (answer) => unsealed(await (await answer).text())));
    expect(texts[0]).toBe(texts[1]);
    expect(textIn(texts[0] ?? '')).toBe('a');
    expect(requests).toHaveLength(1);
    expect((await other.handler(keyed('key-1', { query: 'Else' }))).status).toBe(409);
    expect(textIn(await (await other.handler(keyed('key-1'))).text())).toBe('a');
  });

  it('are stopped from another process, once', async () => {
    const { fetch, lives, stops } = liveDify();
    const one = await processOn(fetch);
    const other = await processOn(fetch);
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await one.log.settled();
    const asked = [other.handler(stopped(handleIn(response))), one.handler(stopped(handleIn(response)))];
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200);
    expect(stops).toEqual(['/v1/chat-messages/87133e06-e616-45f3-a517-313ca2e24627/stop']);
    lives[0]?.end();
    expect(recordsIn(await response.text()).at(-1)?.[1]).toMatchObject({ code: 'stopped' });
  });

  it('end as interrupted when their process dies', async () => {
    const { fetch, lives } = liveDify();
    const one = await processOn(fetch, { leaseMs: 300 });
    const other = await processOn(fetch, { leaseMs: 300 });
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await response.body?.getReader().read();
    await one.log.settled();
    const reading = (await other.handler(attached(handleIn(response)))).text();
    one.connection.close();
    const text = await reading;
    expect(recordsIn(text).map(([id, { event }]) => [id, event])).toEqual([[1, 'message']]);
    expect(lastWordIn(text)).toBe('upstream_interrupted');
    lives[0]?.end();
  });

  it('keep merged text that is exact from every number on', async () => {
    const { fetch, lives } = liveDify();
    const limits = { runBytes: 30_000 };
    const one = await processOn(fetch, { limits });
    const other = await processOn(fetch, { limits });
    const response = await one.handler(question());
    const words = Array.from({ length: 500 }, (_, at) => `${at} `);
    for (const answer of words) lives[0]?.write(line('message', { answer }));
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    await response.text();
    await one.log.settled();
    for (const after of [0, 1, 17, 250, 499, 500, 501]) {
      const text = await (await other.handler(attached(handleIn(response), after))).text();
      expect(textIn(text)).toBe(words.slice(after).join(''));
      expect(recordsIn(text).length).toBeLessThan(300);
    }
  });

  it('a resumed part comes to the same log, whichever process the form reaches', async () => {
    const run = 'cbf76074-821b-4214-a75b-1da54233e5ee';
    const form_token = '9FbxBAF1Nw4VCMJCtdd94T';
    const lives: LiveStream[] = [];
    const dify = recordedDify(({ url }) => {
      if (url.pathname.includes('/form/')) return json({});
      const live = liveStream();
      lives.push(live);
      return live.response;
    });
    const one = await processOn(dify.fetch);
    const other = await processOn(dify.fetch);
    const response = await one.handler(question());
    lives[0]?.write(line('workflow_started', { workflow_run_id: run, data: { id: run } }));
    lives[0]?.write(line('human_input_required', { workflow_run_id: run, data: { form_id: 'f', form_token } }));
    lives[0]?.write(line('workflow_paused', { workflow_run_id: run, data: {} }));
    lives[0]?.end();
    const records = recordsIn(await response.text());
    await one.log.settled();
    const sealed = JSON.stringify(records).match(/"form_token":"([^"]*)"/)?.[1] ?? '';
    const submitted = await other.handler(
      new Request(`https://app.example/api/dify/support/form/human_input/${sealed}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-dify-kit': '1', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ inputs: {}, action: 'yes' }),
      }),
    );
    expect(submitted.status).toBe(200);
    const rest = (await one.handler(attached(handleIn(response), 3))).text();
    await vi.waitFor(() => expect(lives).toHaveLength(2), { timeout: 5000 });
    lives[1]?.write(line('message', { answer: 'after' }));
    lives[1]?.write(line('message_end') + line('workflow_finished', { data: { status: 'succeeded' } }));
    lives[1]?.end();
    expect(recordsIn(await rest).map(([id, { event }]) => [id, event])).toEqual([
      [4, 'message'],
      [5, 'message_end'],
      [6, 'workflow_finished'],
    ]);
  });

  it('are not stopped while somebody reads them in another process', async () => {
    const { fetch, lives, stops } = liveDify();
    const one = await processOn(fetch, {}, { onClientGone: 'stop', runs: { stopAfter: 100 } });
    const other = await processOn(fetch);
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    const here = response.body?.getReader();
    await here?.read();
    await one.log.settled();
    const there = (await other.handler(attached(handleIn(response)))).body?.getReader();
    await there?.read();
    const waiting = there?.read();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await here?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(stops).toEqual([]);
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    expect((await waiting)?.done).toBe(false);
  });

  it('answer 503 when Redis is gone', async () => {
    const { fetch } = liveDify();
    const one = await processOn(fetch);
    one.connection.close();
    expect((await one.handler(keyed('key-2'))).status).toBe(503);
  });

  it('answer 503 within their time when Redis says nothing, and run without it', async () => {
    const { fetch, lives } = liveDify();
    const silent = () => () => new Promise<never>(() => undefined);
    const one = await processOn(fetch, { timeoutMs: 50, leaseMs: 200 }, {}, silent);
    expect((await one.handler(keyed('key-3'))).status).toBe(503);
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }) + line('message_end'));
    lives[0]?.end();
    expect(textIn(await response.text())).toBe('a');
  });

  it('are read here while Redis is away, and there when it is back, without a loss', async () => {
    const { fetch, lives } = liveDify();
    let isAway = false;
    const flaky: (command: RedisCommand) => RedisCommand = (command) => async (sent) => {
      if (isAway) throw new Error('away');
      return command(sent);
    };
    const one = await processOn(fetch, { leaseMs: 5000 }, {}, flaky);
    const other = await processOn(fetch);
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await one.log.settled();
    isAway = true;
    lives[0]?.write(line('message', { answer: 'b' }));
    const here = (await one.handler(attached(handleIn(response)))).text();
    await new Promise((resolve) => setTimeout(resolve, 250));
    isAway = false;
    lives[0]?.write(line('message', { answer: 'c' }) + line('message_end'));
    lives[0]?.end();
    expect(textIn(await here)).toBe('abc');
    await one.log.settled();
    const there = await (await other.handler(attached(handleIn(response)))).text();
    expect(recordsIn(there).map(([id]) => id)).toEqual([1, 2, 3, 4]);
    expect(textIn(there)).toBe('abc');
  });

  it('are interrupted for others only as long as their process is away', async () => {
    const { fetch, lives } = liveDify();
    const away = switchOf();
    const one = await processOn(fetch, { leaseMs: 200 }, {}, away.around);
    const other = await processOn(fetch, { leaseMs: 200 });
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await one.log.settled();
    away.isOn = true;
    lives[0]?.write(line('message', { answer: 'b' }));
    const meanwhile = await (await other.handler(attached(handleIn(response)))).text();
    expect(recordsIn(meanwhile).map(([id]) => id)).toEqual([1]);
    expect(lastWordIn(meanwhile)).toBe('upstream_interrupted');
    away.isOn = false;
    await vi.waitFor(async () => expect((await other.log.find(runIn(response)))?.end).toBeNull());
    const there = (await other.handler(attached(handleIn(response), 1))).text();
    const here = (await one.handler(attached(handleIn(response)))).text();
    lives[0]?.write(line('message', { answer: 'c' }) + line('message_end'));
    lives[0]?.end();
    expect(recordsIn(await there).map(([id, { answer, event }]) => [id, answer ?? event])).toEqual([
      [2, 'b'],
      [3, 'c'],
      [4, 'message_end'],
    ]);
    expect(textIn(await here)).toBe('abc');
    expect(textIn(await response.text())).toBe('abc');
  });

  it('are told to the end when Redis comes back after it', async () => {
    const { fetch, lives } = liveDify();
    const away = switchOf();
    const one = await processOn(fetch, { leaseMs: 200 }, {}, away.around);
    const other = await processOn(fetch, { leaseMs: 200 });
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await one.log.settled();
    away.isOn = true;
    lives[0]?.write(line('message', { answer: 'b' }) + line('message_end'));
    lives[0]?.end();
    expect(textIn(await response.text())).toBe('ab');
    const meanwhile = await (await other.handler(attached(handleIn(response)))).text();
    expect([textIn(meanwhile), lastWordIn(meanwhile)]).toEqual(['a', 'upstream_interrupted']);
    away.isOn = false;
    await one.log.settled();
    const there = await (await other.handler(attached(handleIn(response)))).text();
    expect([textIn(there), lastWordIn(there)]).toEqual(['ab', undefined]);
  });

  it('and their keys are there again after Redis has lost everything', async () => {
    const { fetch, lives, requests } = liveDify();
    const away = switchOf();
    const one = await processOn(fetch, { prefix: '{lost}:' }, {}, away.around);
    const other = await processOn(fetch, { prefix: '{lost}:' });
    const first = one.handler(keyed('key-lost'));
    await vi.waitFor(() => expect(lives).toHaveLength(1));
    lives[0]?.write(line('message', { answer: 'a' }));
    const response = await first;
    await one.log.settled();
    away.isOn = true;
    expect((await one.handler(keyed('key-lost'))).status).toBe(503);
    const { command } = await redis.connect();
    const keys = await command(['KEYS', '{lost}:*']);
    if (Array.isArray(keys)) await command(['DEL', ...keys.map(String)]);
    away.isOn = false;
    await vi.waitFor(async () => expect((await other.log.find(runIn(response)))?.last).toBe(1), { timeout: 5000 });
    const again = (await other.handler(keyed('key-lost'))).text();
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    expect(textIn(await again)).toBe('a');
    expect(requests).toHaveLength(1);
  });

  it('keep nobody waiting for a Redis that is known to be away, and say once that it is', async () => {
    const { fetch } = liveDify();
    const log = testLog();
    const metrics: Metric[] = [];
    const away = switchOf();
    const asked: string[] = [];
    const one = await processOn(
      fetch,
      { timeoutMs: 300 },
      { log, onMetric: (metric) => void metrics.push(metric) },
      (command) => (sent) => {
        if (sent[0] !== 'EXISTS') asked.push(sent[0]);
        return away.isOn ? new Promise(() => undefined) : command(sent);
      },
    );
    away.isOn = true;
    for (let at = 0; at < 20; at += 1) expect((await one.handler(keyed(`key-away-${at}`))).status).toBe(503);
    expect(asked).toEqual(['SET']);
    away.isOn = false;
    await vi.waitFor(() => expect(log.lines.join('\n')).toContain('can be reached again'), { timeout: 5000 });
    expect(log.lines.filter((text) => text.includes('store of the run log'))).toEqual([
      'The store of the run log cannot be reached. Answers go on, but sends with a key and readers who come back are refused.{}',
      'The store of the run log can be reached again.{}',
    ]);
    const reachable = metrics.filter(({ name }) => name === 'dify.store.reachable');
    expect(reachable.map(({ attributes, value }) => [attributes['dify.store'], value])).toEqual([
      ['run log', 0],
      ['run log', 1],
    ]);
  });

  it('take replies in bytes', async () => {
    const { fetch, lives, requests } = liveDify();
    const encode = (reply: unknown): unknown =>
      typeof reply === 'string' ? Buffer.from(reply) : Array.isArray(reply) ? reply.map(encode) : reply;
    const bytes = (command: RedisCommand) => async (sent: Parameters<RedisCommand>[0]) => encode(await command(sent));
    const one = await processOn(fetch, {}, {}, bytes);
    const other = await processOn(fetch, {}, {}, bytes);
    const first = one.handler(keyed('key-4'));
    await vi.waitFor(() => expect(lives).toHaveLength(1));
    lives[0]?.write(line('message', { answer: 'a' }) + line('message_end'));
    lives[0]?.end();
    expect(textIn(await (await first).text())).toBe('a');
    await one.log.settled();
    expect(textIn(await (await other.handler(keyed('key-4'))).text())).toBe('a');
    expect(requests).toHaveLength(1);
  });

  it('of another process are forgotten when nobody watches them', async () => {
    const { fetch, lives } = liveDify();
    const reads: string[] = [];
    const one = await processOn(fetch);
    const other = await processOn(fetch, { leaseMs: 100 }, {}, (command) => (sent) => {
      if (sent[0] === 'EVAL' && sent[1]?.includes('XRANGE')) reads.push(String(sent[7]));
      return command(sent);
    });
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await one.log.settled();
    const id = runIn(response);
    expect((await other.log.find(id))?.last).toBe(1);
    await other.log.find(id);
    expect(reads).toEqual(['1', '2']);
    await new Promise((resolve) => setTimeout(resolve, 450));
    await other.log.find(id);
    expect(reads.at(-1)).toBe('1');
    lives[0]?.end();
  });

  it('are asked for once, however many want them stopped', async () => {
    const { fetch, lives, stops } = liveDify();
    let commands = 0;
    const one = await processOn(fetch);
    const other = await processOn(fetch, {}, {}, (command) => (sent) => {
      commands += 1;
      return command(sent);
    });
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await one.log.settled();
    const id = runIn(response);
    expect(await Promise.all(Array.from({ length: 200 }, () => other.log.ask(id, 'stop')))).toEqual(
      Array.from({ length: 200 }, () => true),
    );
    expect(stops).toHaveLength(1);
    expect(commands).toBeLessThan(200);
    lives[0]?.end();
  });

  it('are all in Redis when the handler has closed', async () => {
    const { fetch, lives } = liveDify();
    const one = await processOn(fetch, {}, {}, (command) => async (sent) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return command(sent);
    });
    const other = await processOn(fetch);
    const response = await one.handler(question());
    lives[0]?.write(line('message', { answer: 'a' }) + line('message_end'));
    lives[0]?.end();
    expect(await one.handler.close()).toBe(true);
    expect(textIn(await (await other.handler(attached(handleIn(response)))).text())).toBe('a');
  });

  it.each([
    ['secrets', { secret: 'the secret of quite another site, as long' }],
    ['a Dify', { apps: { support: { baseURL: 'https://other.example/v1', apiKey: 'app-OtherKey123456789012345' } } }],
  ])('of two sites with %s of their own do not meet, though their apps and people are called alike', async (_, own) => {
    const { fetch, lives, requests } = liveDify();
    const prefix = `{${crypto.randomUUID()}}:`;
    const store = createRedisRateStore({ command: (await redis.connect()).command, prefix });
    const limits = { startsPerMinute: 1 };
    const one = await processOn(fetch, { prefix }, { limits, rateLimit: { store } });
    const other = await processOn(fetch, { prefix }, { limits, rateLimit: { store }, ...own });
    const answers = [one.handler(keyed('key-5')), other.handler(keyed('key-5'))];
    await vi.waitFor(() => expect(lives).toHaveLength(2));
    for (const live of lives) live.end();
    const [mine] = await Promise.all(answers);
    for (const answer of answers) expect((await answer).status).toBe(200);
    expect(requests).toHaveLength(2);
    expect((await one.handler(question())).status).toBe(429);
    const handle = handleIn(mine ?? expect.fail('There was no answer.'));
    expect((await one.handler(attached(handle))).status).toBe(200);
    expect((await other.handler(attached(handle))).status).toBe(404);
  });
});

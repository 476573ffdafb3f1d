import { describe, expect, it } from 'vitest';
import { handleOf } from '../testing/handle-of.ts';
import { errorOf, fromPage, handlerOn, question, testLog } from '../testing/handler-on.ts';
import { json, line, liveStream, recordedDify, stream } from '../testing/recorded-dify.ts';
import { uuid } from '../testing/request-for.ts';
import type { Metric } from './metric.ts';

const answer = () => stream(line('message', { answer: 'Hello' }), line('message_end'));
const health = (method = 'GET') => new Request('https://app.example/api/dify/health', { method });

describe('metrics', () => {
  it('count answers and measure them, and name neither people nor texts', async () => {
    const metrics: Metric[] = [];
    const handler = handlerOn(recordedDify(answer).fetch, { onMetric: (metric) => void metrics.push(metric) });
    await (await handler(question({ query: 'canary question' }))).text();
    await handler(fromPage('GET', '/nowhere'));
    const named = (name: Metric['name']) => metrics.filter((metric) => metric.name === name);
    expect(named('dify.run.active').map(({ value }) => value)).toEqual([1, 0]);
    expect(named('dify.run.duration')[0]?.attributes).toEqual({
      'dify.app': 'support',
      'dify.operation': 'sendChatMessage',
      'dify.run.outcome': 'over',
    });
    expect(named('http.server.request.duration').map(({ attributes }) => attributes)).toEqual([
      {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'dify.app': 'support',
        'dify.operation': 'sendChatMessage',
      },
      { 'http.request.method': 'GET', 'http.response.status_code': 404, 'dify.app': 'support' },
    ]);
    expect(JSON.stringify(metrics)).not.toMatch(/canary|ada/);
  });

  it('fail no request', async () => {
    const handler = handlerOn(recordedDify(answer).fetch, {
      onMetric() {
        throw new Error('The collector is away.');
      },
    });
    expect(await (await handler(question())).text()).toContain('Hello');
  });
});

describe('a request', () => {
  it('has an id in its answer and in the log', async () => {
    const log = testLog();
    const handler = handlerOn(recordedDify(() => json({ data: [] })).fetch, { log });
    const id = (await handler(fromPage('GET', '/nowhere'))).headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(log.lines.some((text) => text.includes(id) && text.includes('404'))).toBe(true);
  });

  it('chooses no id of its own', async () => {
    const handler = handlerOn(recordedDify(answer).fetch);
    const asked = fromPage('GET', '/nowhere', { headers: { 'x-request-id': 'mine' } });
    expect((await handler(asked)).headers.get('x-request-id')).not.toBe('mine');
  });
});

describe('health', () => {
  it('says nothing unless it is asked for', async () => {
    expect((await handlerOn(recordedDify(answer).fetch)(health())).status).toBe(404);
  });

  it('is ok while answers can begin, and not while the handler closes', async () => {
    const dify = recordedDify(answer);
    const handler = handlerOn(dify.fetch, { health: true });
    const well = await handler(health());
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }]);
    expect((await handler(health('POST'))).status).toBe(405);
    await handler.close();
    const ill = await handler(health());
    expect([ill.status, await ill.json()]).toEqual([503, { status: 'closing' }]);
    expect(dify.requests).toHaveLength(0);
  });
});

describe('close', () => {
  it('lets running answers and their readers come to the end, and begins no new one', async () => {
    const live = liveStream();
    const handler = handlerOn(recordedDify(() => live.response).fetch);
    const running = await handler(question());
    const text = running.text();
    live.write(line('message', { answer: 'Hello' }));
    expect(handler.activeRuns).toBe(1);
    const closed = handler.close();
    const refused = await handler(question());
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await errorOf(refused)).toMatchObject({ status: 503, code: 'closing' });
    const events = await handler(fromPage('GET', `/workflow/${handleOf('workflow-run', uuid)}/events`));
    expect(await errorOf(events)).toMatchObject({ status: 503, code: 'closing' });
    live.write(line('message', { answer: ', world' }));
    live.write(line('message_end'));
    live.end();
    expect(await closed).toBe(true);
    expect(await text).toContain(', world');
    expect(handler.activeRuns).toBe(0);
  });

  it('says when the time was not enough', async () => {
    const live = liveStream();
    const handler = handlerOn(recordedDify(() => live.response).fetch);
    const running = await handler(question());
    expect(await handler.close({ timeout: 1 })).toBe(false);
    live.end();
    await running.body?.cancel();
  });
});

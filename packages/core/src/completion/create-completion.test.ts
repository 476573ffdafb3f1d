import { describe, expect, it, vi } from 'vitest';
import { createBrowserDify, createDify } from '../dify.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { fakeEnvironment } from '../testing/fake-environment.ts';
import { events, json, liveEvents, type Script, scriptedDify } from '../testing/scripted-dify.ts';
import { answer, answerText, bodyOf, bytesOf, ids, line } from '../testing/streams.ts';
import { type CompletionOptions, createCompletion } from './create-completion.ts';

const send = 'POST /v1/completion-messages';
const stopPath = `/v1/completion-messages/${ids.task_id}/stop`;

function completionOn(routes: Readonly<Record<string, Script>>, options: Partial<CompletionOptions> = {}) {
  const server = scriptedDify({ [`POST ${stopPath}`]: () => json(200, { result: 'success' }), ...routes });
  const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1', fetch: server.fetch });
  const schedule = (flush: () => void) => setTimeout(flush, 0);
  return { completion: createCompletion({ dify, schedule, ...options }), calls: server.calls };
}

function written(options: Partial<CompletionOptions> = {}, routes: Readonly<Record<string, Script>> = {}) {
  const streams: ReturnType<typeof liveEvents>[] = [];
  const world = completionOn(
    {
      ...routes,
      [send]: ({ signal }) => {
        const stream = liveEvents(signal);
        streams.push(stream);
        return stream.response;
      },
    },
    options,
  );
  const stream = (at = 0) => vi.waitFor(() => streams[at] ?? Promise.reject(new Error('not asked yet')));
  return { ...world, stream };
}

describe('createCompletion', () => {
  it('writes a text, and asks again for another one on the same', async () => {
    const { completion, calls } = completionOn({ [send]: () => events(answer) });
    const result = await completion.actions.complete({ topic: 'Axles' }, { query: 'Write' });
    expect(result).toMatchObject({ ok: true, snapshot: { text: answerText, usage: { total_tokens: 42 } } });
    expect(completion.getSnapshot()).toMatchObject({
      messageId: ids.message_id,
      sources: [{ document_name: 'Torque tables' }],
    });
    await completion.actions.complete();
    expect(calls).toHaveLength(2);
    for (const { body } of calls) expect(body).toMatchObject({ inputs: { topic: 'Axles' }, query: 'Write' });
    expect(calls.every(({ headers }) => !headers.has('idempotency-key'))).toBe(true);
  });

  it('S34 stops in the middle and tells Dify once; the text stays', async () => {
    const { completion, calls, stream } = written();
    const result = completion.actions.complete({});
    (await stream()).write(line('message', { answer: 'Half a' }));
    await vi.waitFor(() => expect(completion.getSnapshot().text).toBe('Half a'));
    expect(await Promise.all([completion.actions.stop(), completion.actions.stop()])).toEqual([
      { ok: true },
      { ok: true },
    ]);
    expect(await result).toMatchObject({ ok: true, snapshot: { outcome: { type: 'stopped' }, text: 'Half a' } });
    expect(calls.filter(({ path }) => path === stopPath)).toHaveLength(1);
    (await stream()).write(line('message', { answer: ' text' }));
    expect(completion.getSnapshot()).toMatchObject({ status: 'ready', text: 'Half a' });
    completion.dispose();
  });

  it('S65 sends again by itself with the same key when the headers are lost, to a server that knows it by that', async () => {
    let asked = 0;
    const server = scriptedDify({
      'POST /api/completion-messages': () => {
        if (asked++ === 0) throw new TypeError('fetch failed');
        const response = events(answer);
        response.headers.set('dify-run', 'h1');
        return response;
      },
    });
    const dify = createBrowserDify({ url: 'http://app.test/api', fetch: server.fetch });
    const completion = createCompletion({ dify });
    expect(await completion.actions.complete({ topic: 'x' })).toMatchObject({ ok: true });
    const keys = server.calls.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(completion.getSnapshot().text).toBe(answerText);
  });

  it('S64 ends in the same snapshot wherever its connection is cut, and is asked once', async () => {
    const records = answer.split('\n\n').filter((record) => record.startsWith('data: '));
    const numbered = (from: number, to = records.length) =>
      records
        .slice(from, to)
        .map((record, at) => `id: ${from + at + 1}\n${record}\n\n`)
        .join('');
    for (let cut = 1; cut < records.length; cut++) {
      const server = scriptedDify({
        'POST /api/completion-messages': () => {
          const response = events(bodyOf([bytesOf(numbered(0, cut))], 'break'));
          response.headers.set('dify-run', 'h1');
          return response;
        },
        [`GET /api/runs/h1?after=${cut}`]: () => events(numbered(cut)),
      });
      const environment = fakeEnvironment();
      const dify = createBrowserDify({ url: 'http://app.test/api', fetch: server.fetch });
      const completion = createCompletion({ dify, environment });
      void completion.actions.complete({});
      for (let tries = 0; tries < 100 && completion.getSnapshot().outcome === null; tries++) {
        await environment.advance(100);
      }
      expect(completion.getSnapshot()).toMatchObject({
        text: answerText,
        outcome: { type: 'complete' },
        sources: [{ document_name: 'Torque tables' }],
      });
      expect(server.calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
    }
  });

  it('is found again after a reload', async () => {
    const saved: SavedRun = { version: 1, kind: 'completion', handle: 'h1', lastEventId: '3', startedAt: 7000 };
    const server = scriptedDify({ 'GET /api/runs/h1?after=0': () => events(answer) });
    const dify = createBrowserDify({ url: 'http://app.test/api', fetch: server.fetch });
    const completion = createCompletion({ dify });
    expect(await completion.actions.resume(saved)).toMatchObject({ ok: true });
    expect(completion.getSnapshot()).toMatchObject({
      text: answerText,
      startedAt: 7000,
      outcome: { type: 'complete' },
    });
  });

  it('S16 is interrupted with its text kept when the connection breaks and nothing can be found', async () => {
    const { completion, stream } = written();
    const result = completion.actions.complete({});
    (await stream()).write(line('message', { answer: 'Half a' }));
    await vi.waitFor(() => expect(completion.getSnapshot().text).toBe('Half a'));
    (await stream()).breakOff();
    expect(await result).toMatchObject({ ok: false, reason: 'interrupted', snapshot: { text: 'Half a' } });
    expect(completion.getSnapshot().status).toBe('error');
  });

  it('rates a text at once, and takes that back when Dify refuses', async () => {
    let status = 200;
    const feedback: Script = () => (status === 200 ? json(200, { result: 'success' }) : json(500, { message: 'No.' }));
    const { completion } = completionOn({
      [send]: () => events(answer),
      [`POST /v1/messages/${ids.message_id}/feedbacks`]: feedback,
    });
    expect(await completion.actions.setFeedback('like')).toMatchObject({ ok: false, reason: 'nothing-to-do' });
    await completion.actions.complete({});
    expect(await completion.actions.setFeedback('like', 'good')).toEqual({ ok: true });
    status = 500;
    const refused = completion.actions.setFeedback('dislike');
    expect(completion.getSnapshot().feedback).toBe('dislike');
    expect(await refused).toMatchObject({ ok: false, reason: 'failed' });
    expect(completion.getSnapshot().feedback).toBe('like');
  });

  it('S39 is let go of by reset, never stopped', async () => {
    const { completion, calls, stream } = written();
    const result = completion.actions.complete({});
    await stream();
    completion.actions.reset();
    expect(await result).toMatchObject({ ok: false, reason: 'detached' });
    expect(completion.getSnapshot()).toMatchObject({ status: 'ready', startedAt: null });
    expect(calls.filter(({ path }) => path.includes('/stop'))).toEqual([]);
  });
});

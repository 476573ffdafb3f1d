import { describe, expect, it } from 'vitest';
import { createBrowserDify, createDify } from '../dify.ts';
import { type FakeEnvironment, fakeEnvironment } from '../testing/fake-environment.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { events, json, liveEvents, type RecordedCall, type Script, scriptedDify } from '../testing/scripted-dify.ts';
import { bodyOf, bytesOf } from '../testing/streams.ts';
import { createWorkflowRun } from './create-workflow-run.ts';

const nested = fixture('workflow-nested');
const runId = /"workflow_run_id":"([^"]+)"/.exec(nested)?.[1] ?? '';
const records = nested.split('\n\n').filter((record) => record.startsWith('data: '));
const finished = records.at(-1) ?? '';
const detail = {
  id: runId,
  workflow_id: 'w',
  status: 'succeeded',
  inputs: '{}',
  outputs: { items: [], a: 'The end of it.' },
  error: null,
  total_steps: 6,
  total_tokens: 236,
  created_at: 1,
  finished_at: 2,
  elapsed_time: 10,
};

/** Records `from` up to `to`, numbered as our handler does, from 1. */
function numbered(from: number, to = records.length): string {
  return records
    .slice(from, to)
    .map((record, at) => `id: ${from + at + 1}\n${record}\n\n`)
    .join('');
}

const plain = (from: number, to = records.length) =>
  records
    .slice(from, to)
    .map((record) => `${record}\n\n`)
    .join('');

/** A stream of what is given that then breaks like a connection. */
function broken(text: string, handle?: string): Response {
  const response = events(bodyOf(text === '' ? [] : [bytesOf(text)], 'break'));
  if (handle !== undefined) response.headers.set('dify-run', handle);
  return response;
}

/** Lets time pass until something is so. */
async function until(environment: FakeEnvironment, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !isSo(); tries++) await environment.advance(100);
  expect(isSo()).toBe(true);
}

function whole(text: string, handle?: string): Response {
  const response = events(text);
  if (handle !== undefined) response.headers.set('dify-run', handle);
  return response;
}

function behindHandler(routes: Readonly<Record<string, Script>>) {
  const server = scriptedDify(routes);
  const environment = fakeEnvironment();
  const dify = createBrowserDify({ url: 'http://app.test/api', fetch: server.fetch });
  const workflow = createWorkflowRun({ dify, environment, schedule: (flush) => flush() });
  return { workflow, environment, calls: server.calls };
}

function atDify(routes: Readonly<Record<string, Script>>) {
  const server = scriptedDify({ 'POST /v1/workflows/tasks/': () => json(200, { result: 'success' }), ...routes });
  const environment = fakeEnvironment();
  const dify = createDify({
    baseURL: 'http://dify.test/v1',
    apiKey: 'app-1',
    user: 'u',
    fetch: server.fetch,
    logger: false,
  });
  const workflow = createWorkflowRun({ dify, environment, schedule: (flush) => flush() });
  return { workflow, environment, calls: server.calls };
}

const posts = (calls: readonly RecordedCall[], path: string) =>
  calls.filter((call) => call.method === 'POST' && call.path.startsWith(path));

describe('a workflow behind our handler', () => {
  it('S64 ends in the same snapshot wherever its connection is cut, and is run once', async () => {
    const unbroken = behindHandler({ 'POST /api/workflows/run': () => whole(numbered(0), 'h1') });
    await unbroken.workflow.actions.run({});
    const expected = unbroken.workflow.getSnapshot();
    expect(expected.outcome).toEqual({ type: 'complete' });
    for (let cut = 1; cut < records.length; cut++) {
      const { workflow, environment, calls } = behindHandler({
        'POST /api/workflows/run': () => broken(numbered(0, cut), 'h1'),
        [`GET /api/runs/h1?after=${cut}`]: () => whole(numbered(cut), 'h1'),
      });
      void workflow.actions.run({});
      await until(environment, () => workflow.getSnapshot().outcome !== null);
      expect(workflow.getSnapshot()).toEqual({ ...expected, elapsedMs: expect.any(Number) });
      expect(posts(calls, '/api/workflows/run')).toHaveLength(1);
      workflow.dispose();
    }
  });

  it('S45 waits for the network, says so, and then reads on where it was', async () => {
    const { workflow, environment, calls } = behindHandler({
      'POST /api/workflows/run': () => broken(numbered(0, 9), 'h1'),
      'GET /api/runs/h1?after=9': () => whole(numbered(9), 'h1'),
    });
    environment.setOnline(false);
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().status === 'reconnecting');
    await environment.advance(20_000);
    expect(calls).toHaveLength(1);
    environment.setOnline(true);
    await until(environment, () => workflow.getSnapshot().outcome !== null);
    expect((await result).ok).toBe(true);
    expect(calls).toHaveLength(2);
    workflow.dispose();
  });

  it('S48 is interrupted when the log cannot be read any more, keeps what it has, and can be looked after again', async () => {
    let isBack = false;
    const { workflow, environment, calls } = behindHandler({
      'POST /api/workflows/run': () => broken(numbered(0, 20), 'h1'),
      'GET /api/runs/h1': () => (isBack ? whole(numbered(20), 'h1') : broken('', 'h1')),
    });
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().outcome !== null);
    expect(await result).toMatchObject({ ok: false, reason: 'interrupted' });
    const { nodes, status, outcome } = workflow.getSnapshot();
    expect(status).toBe('error');
    expect(outcome?.type).toBe('interrupted');
    expect(nodes.some((node) => node.status === 'running')).toBe(false);
    isBack = true;
    const again = workflow.actions.resume();
    await until(environment, () => workflow.getSnapshot().outcome?.type === 'complete');
    expect((await again).ok).toBe(true);
    expect(workflow.getSnapshot()).toMatchObject({ status: 'ready', error: null, outcome: { type: 'complete' } });
    expect(posts(calls, '/api/workflows/run')).toHaveLength(1);
    workflow.dispose();
  });

  it('S49 stops while it looks for its connection, and tells the handler once', async () => {
    const { workflow, environment, calls } = behindHandler({
      'POST /api/workflows/run': () => broken(numbered(0, 9), 'h1'),
      'GET /api/runs/h1': () => broken('', 'h1'),
      'POST /api/runs/h1/stop': () => json(200, { result: 'success' }),
    });
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().status === 'reconnecting');
    const stopped = workflow.actions.stop();
    expect(await result).toMatchObject({ ok: true, snapshot: { outcome: { type: 'stopped' } } });
    expect(await stopped).toEqual({ ok: true });
    await environment.advance(60_000);
    expect(posts(calls, '/api/runs/h1/stop')).toHaveLength(1);
    expect(workflow.getSnapshot()).toMatchObject({ status: 'ready', outcome: { type: 'stopped' } });
    workflow.dispose();
  });
});

describe('a workflow without our handler', () => {
  const eventsPath = `GET /v1/workflow/${runId}/events`;
  const detailPath = `GET /v1/workflows/run/${runId}`;

  it('S46 attaches to the run again: no step twice, a gap that is told of, and the outputs as its text', async () => {
    let attached: ReturnType<typeof liveEvents> | undefined;
    const { workflow, environment, calls } = atDify({
      'POST /v1/workflows/run': () => broken(plain(0, 30)),
      [eventsPath]: ({ signal }) => {
        const stream = liveEvents(signal);
        stream.write(plain(0, 4) + plain(34, records.length - 1));
        attached = stream;
        return stream.response;
      },
    });
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().hasGap);
    expect(workflow.getSnapshot().outcome).toBeNull();
    attached?.write(`${finished}\n\n`);
    await until(environment, () => workflow.getSnapshot().outcome !== null);
    await result;
    const { nodes, text, hasGap, outputs } = workflow.getSnapshot();
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    expect(text).toBe([outputs?.a, outputs?.b].join('\n\n'));
    expect(hasGap).toBe(false);
    expect(posts(calls, '/v1/workflows/run')).toHaveLength(1);
    workflow.dispose();
  });

  it('S47 falls back to what is stored where nothing can be attached to', async () => {
    const { workflow, environment } = atDify({
      'POST /v1/workflows/run': () => broken(plain(0, 30)),
      [detailPath]: () => json(200, detail),
    });
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().outcome !== null);
    expect((await result).ok).toBe(true);
    expect(workflow.getSnapshot()).toMatchObject({
      text: 'The end of it.',
      elapsedMs: 10_000,
      outcome: { type: 'complete' },
    });
    workflow.dispose();
  });

  it('S47 asks for what is stored when an attached run only pings', async () => {
    const { workflow, environment } = atDify({
      'POST /v1/workflows/run': () => broken(plain(0, 30)),
      [eventsPath]: ({ signal }) => {
        const stream = liveEvents(signal);
        stream.write('event: ping\n\n');
        return stream.response;
      },
      [detailPath]: () => json(200, { ...detail, status: 'failed', outputs: {}, error: 'The model is away.' }),
    });
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().outcome !== null);
    expect(await result).toMatchObject({
      ok: false,
      reason: 'failed',
      error: { message: expect.stringContaining('away') },
    });
    workflow.dispose();
  });

  it('S18 is complete by one look at what is stored when the connection is lost right before its end', async () => {
    const { workflow, environment, calls } = atDify({
      'POST /v1/workflows/run': () => broken(plain(0, records.length - 1)),
      [detailPath]: () => json(200, detail),
    });
    const result = workflow.actions.run({});
    await until(environment, () => workflow.getSnapshot().outcome !== null);
    expect((await result).ok).toBe(true);
    expect(calls.filter(({ path }) => path.startsWith('/v1/workflows/run/'))).toHaveLength(1);
    workflow.dispose();
  });

  it('S53 leaves nothing waiting behind when it has ended', async () => {
    const { workflow, environment } = atDify({ 'POST /v1/workflows/run': () => whole(nested) });
    await workflow.actions.run({});
    await environment.advance(5000);
    expect(environment.held()).toBe(0);
    workflow.dispose();
  });
});

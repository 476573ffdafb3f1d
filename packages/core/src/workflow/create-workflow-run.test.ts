import { describe, expect, it, vi } from 'vitest';
import { createBrowserDify, createDify } from '../dify.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { fakeEnvironment } from '../testing/fake-environment.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { events, json, liveEvents, type Script, scriptedDify } from '../testing/scripted-dify.ts';
import { createWorkflowRun, type WorkflowRunOptions } from './create-workflow-run.ts';

const runPath = 'POST /v1/workflows/run';
const through = fixture('workflow-through-pause');
const pauseAt = through.indexOf('\n\n', through.indexOf('"event":"workflow_paused"')) + 2;
const untilPause = through.slice(0, pauseAt);
const afterPause = through.slice(pauseAt);
const taskId = /"task_id":"([^"]+)"/.exec(through)?.[1] ?? '';
const runId = /"workflow_run_id":"([^"]+)"/.exec(through)?.[1] ?? '';
const formToken = /"form_token":"([^"]+)"/.exec(through)?.[1] ?? '';

/** Numbers a stream as our handler does. */
function numbered(stream: string, from = 1): string {
  let number = from;
  return stream.replaceAll(/^data: /gm, () => `id: ${number++}\ndata: `);
}

function workflowOn(routes: Readonly<Record<string, Script>>, options: Partial<WorkflowRunOptions> = {}) {
  const server = scriptedDify({
    'POST /v1/workflows/tasks/': () => json(200, { result: 'success' }),
    'POST /v1/form/human_input/': () => json(200, {}),
    ...routes,
  });
  const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1', fetch: server.fetch });
  const schedule = (flush: () => void) => setTimeout(flush, 0);
  return { workflow: createWorkflowRun({ dify, schedule, ...options }), calls: server.calls };
}

/** A workflow whose stream the test writes. */
function written(options: Partial<WorkflowRunOptions> = {}, routes: Readonly<Record<string, Script>> = {}) {
  const streams: ReturnType<typeof liveEvents>[] = [];
  const world = workflowOn(
    {
      [runPath]: ({ signal }) => {
        const stream = liveEvents(signal);
        streams.push(stream);
        return stream.response;
      },
      ...routes,
    },
    options,
  );
  const stream = (at = 0) => vi.waitFor(() => streams[at] ?? Promise.reject(new Error('not asked yet')));
  return { ...world, stream };
}

/** An answer to a form that presses its first button. */
function replyTo(form: PendingForm | undefined) {
  const inputs = Object.fromEntries((form?.fields ?? []).map(({ name, options }) => [name, options[0] ?? 'good']));
  return { action: form?.actions[0]?.id ?? '', inputs };
}

/** The recorded run up to its pause, with another end of its form. Unix time in seconds. */
function withExpiry(time: number): string {
  return untilPause.replaceAll(/"expiration_time":\d+/g, `"expiration_time":${Math.round(time)}`);
}

const stops = (calls: readonly { path: string }[]) => calls.filter(({ path }) => path.includes('/stop'));

describe('createWorkflowRun: a run', () => {
  it('sends the values of the variables, and resolves with outputs, steps and times', async () => {
    const onFinish = vi.fn();
    const { workflow, calls } = workflowOn({ [runPath]: () => events(fixture('workflow-nested')) }, { onFinish });
    const result = await workflow.actions.run({ text: 'one | two' });
    expect(calls[0]?.body).toMatchObject({ inputs: { text: 'one | two' }, response_mode: 'streaming' });
    expect(result.ok).toBe(true);
    const snapshot = workflow.getSnapshot();
    expect(snapshot).toMatchObject({ status: 'ready', outcome: { type: 'complete' }, totalTokens: 236 });
    expect(snapshot.outputs).toHaveProperty('items');
    expect(snapshot.text.startsWith('and promise quiet morning')).toBe(true);
    expect(onFinish).toHaveBeenCalledExactlyOnceWith(snapshot);
  });

  it('runs one published version when it is given one', async () => {
    const workflowId = '3101efa5-6a5e-48a6-b0ba-47540fd3b07a';
    const path = `POST /v1/workflows/${workflowId}/run`;
    const { workflow } = workflowOn({ [path]: () => events(fixture('workflow-nested')) }, { workflowId });
    expect((await workflow.actions.run({})).ok).toBe(true);
  });

  it('tells subscribers at most once for events that come together, and the end at once', async () => {
    let frames = 0;
    const flushes: (() => void)[] = [];
    const { workflow } = workflowOn(
      { [runPath]: () => events(fixture('workflow-nested')) },
      { schedule: (flush) => flushes.push(flush) },
    );
    workflow.subscribe(() => frames++);
    await workflow.actions.run({});
    expect(frames).toBeLessThanOrEqual(3);
    expect(workflow.getSnapshot().status).toBe('ready');
    const after = workflow.getSnapshot();
    for (const flush of flushes) flush();
    expect(workflow.getSnapshot()).toBe(after);
  });

  it('refuses a second run while one goes on, and runs the same again when it is given nothing', async () => {
    const { workflow, calls, stream } = written();
    const first = workflow.actions.run({ text: 'a' });
    await stream();
    expect(await workflow.actions.run({ text: 'b' })).toMatchObject({ ok: false, reason: 'busy' });
    (await stream()).write(fixture('workflow-stopped'));
    await first;
    void workflow.actions.run();
    await stream(1);
    expect(calls.filter(({ method }) => method === 'POST').at(-1)?.body).toMatchObject({ inputs: { text: 'a' } });
    workflow.dispose();
  });

  it('S19 fails once, with the error in the snapshot, and never rejects', async () => {
    const onError = vi.fn();
    const { workflow } = workflowOn({ [runPath]: () => events(fixture('workflow-setup-error')) }, { onError });
    const result = await workflow.actions.run({});
    expect(result).toMatchObject({ ok: false, reason: 'failed' });
    expect(onError).toHaveBeenCalledExactlyOnceWith(workflow.getSnapshot().error);
    workflow.actions.clearError();
    expect(workflow.getSnapshot()).toMatchObject({ status: 'ready', error: null });
  });

  it('fails with the refusal of the server', async () => {
    const refusal = { code: 'invalid_param', message: 'text is required', status: 400 };
    const { workflow } = workflowOn({ [runPath]: () => json(400, refusal) });
    expect(await workflow.actions.run({})).toMatchObject({
      ok: false,
      reason: 'failed',
      error: { code: 'invalid_param' },
    });
    expect(workflow.getSnapshot().status).toBe('error');
  });

  it('keeps ids and no text for a reload, and forgets them at the end', async () => {
    const kept: (SavedRun | null)[] = [];
    const { workflow } = workflowOn(
      { [runPath]: () => events(fixture('workflow-nested')) },
      { onRunChange: (saved) => kept.push(saved) },
    );
    await workflow.actions.run({ text: 'secret words' });
    expect(kept.some((saved) => saved?.workflowRunId !== undefined && saved.taskId !== undefined)).toBe(true);
    expect(JSON.stringify(kept)).not.toContain('secret words');
    expect(kept.at(-1)).toBeNull();
  });
});

describe('createWorkflowRun: stop', () => {
  it('S34 ends at once between chunks, keeps what there is, and tells the server once, however often it is asked', async () => {
    const { workflow, calls, stream } = written();
    const result = workflow.actions.run({});
    (await stream()).write(`${fixture('workflow-stopped').split('\n\n').slice(0, 8).join('\n\n')}\n\n`);
    await vi.waitFor(() => expect(workflow.getSnapshot().text).not.toBe(''));
    const { text } = workflow.getSnapshot();
    const both = Promise.all([workflow.actions.stop(), workflow.actions.stop()]);
    expect(workflow.getSnapshot()).toMatchObject({ status: 'stopping', outcome: { type: 'stopped' }, text });
    expect(await both).toEqual([{ ok: true }, { ok: true }]);
    expect(await result).toMatchObject({ ok: true, snapshot: { outcome: { type: 'stopped' } } });
    expect(stops(calls)).toHaveLength(1);
    expect(stops(calls)[0]?.path).toMatch(/^\/v1\/workflows\/tasks\/.+\/stop$/);
    expect(workflow.getSnapshot()).toMatchObject({ status: 'ready', outcome: { type: 'stopped' }, text });
    expect(await workflow.actions.stop()).toEqual({ ok: false, reason: 'nothing-to-do' });
    workflow.dispose();
  });

  it('S34 waits for the name of the task when it is stopped before the first event, and takes nothing of what comes', async () => {
    const onEvent = vi.fn();
    const { workflow, calls, stream } = written({ onEvent });
    const result = workflow.actions.run({});
    await stream();
    const stopped = workflow.actions.stop();
    expect((await result).ok).toBe(true);
    (await stream()).write(untilPause);
    expect(await stopped).toEqual({ ok: true });
    expect(stops(calls).map(({ path }) => path)).toEqual([`/v1/workflows/tasks/${taskId}/stop`]);
    expect(onEvent).not.toHaveBeenCalled();
    expect(workflow.getSnapshot()).toMatchObject({ status: 'ready', runId: null, outcome: { type: 'stopped' } });
    workflow.dispose();
  });

  it('S36 is stopped here also when the server cannot be told, and says so', async () => {
    const { workflow, stream } = written({}, { 'POST /v1/workflows/tasks/': () => json(500, { message: 'No.' }) });
    void workflow.actions.run({});
    (await stream()).write(`${untilPause.split('\n\n').slice(0, 4).join('\n\n')}\n\n`);
    await vi.waitFor(() => expect(workflow.getSnapshot().runId).not.toBeNull());
    expect(await workflow.actions.stop()).toMatchObject({ ok: false, reason: 'failed' });
    expect(workflow.getSnapshot().outcome).toEqual({ type: 'stopped', serverUnaware: true });
    workflow.dispose();
  });

  it('does nothing to a run that waits: its form stays usable', async () => {
    const { workflow, calls } = workflowOn({ [runPath]: () => events(untilPause) });
    await workflow.actions.run({});
    expect(await workflow.actions.stop()).toEqual({ ok: false, reason: 'nothing-to-do' });
    expect(workflow.getSnapshot()).toMatchObject({ status: 'paused', forms: [{ state: 'waiting' }] });
    expect(stops(calls)).toEqual([]);
  });
});

describe('createWorkflowRun: a form', () => {
  const eventsPath = `GET /v1/workflow/${runId}/events`;

  it('S50 waits, takes the answer, and goes on in the same snapshot to its end', async () => {
    const onPause = vi.fn();
    const { workflow, calls } = workflowOn(
      { [runPath]: () => events(untilPause), [eventsPath]: () => events(afterPause) },
      { onPause },
    );
    const result = await workflow.actions.run({});
    expect(result).toMatchObject({ ok: true, snapshot: { status: 'paused', outcome: null } });
    const [form] = workflow.getSnapshot().forms;
    expect(workflow.getSnapshot().nodes.at(-1)).toMatchObject({ type: 'human-input', status: 'paused' });
    expect(onPause).toHaveBeenCalledExactlyOnceWith([form]);
    const nodes = workflow.getSnapshot().nodes.length;
    expect((await workflow.actions.submitForm(form?.id ?? '', replyTo(form))).ok).toBe(true);
    expect(workflow.getSnapshot().status).toMatch(/^(streaming|reconnecting)$/);
    await vi.waitFor(() => expect(workflow.getSnapshot().outcome).toEqual({ type: 'complete' }), 4000);
    const after = workflow.getSnapshot();
    expect(
      calls.filter(({ method, path }) => method === 'POST' && path === `/v1/form/human_input/${formToken}`),
    ).toHaveLength(1);
    expect(after.forms.map(({ state }) => state)).toEqual(['answered']);
    expect(after.nodes.length).toBeGreaterThan(nodes);
    expect(after.text).toMatch(/^APPROVED/);
  });

  it('S50 waits a second time for another form, and keeps both in their order', async () => {
    const data = (fields: object) => ({ workflow_run_id: runId, task_id: taskId, data: fields });
    const form = { form_id: 'f2', node_id: 'second', node_title: 'Second', form_token: 't2', form_content: 'Sure?' };
    const asks = { ...form, inputs: [], actions: [{ id: 'yes', title: 'Yes' }], expiration_time: 9_999_999_999 };
    const second = [
      { event: 'workflow_started', ...data({ id: runId, reason: 'resumption' }) },
      { event: 'human_input_required', ...data(asks) },
      { event: 'workflow_paused', ...data({ paused_nodes: ['second'], reasons: [asks] }) },
    ]
      .map((event) => `data: ${JSON.stringify(event)}\n\n`)
      .join('');
    const streams = [second, afterPause];
    const { workflow, calls } = workflowOn({
      [runPath]: () => events(untilPause),
      [eventsPath]: () => events(streams.shift() ?? ''),
    });
    await workflow.actions.run({});
    const [first] = workflow.getSnapshot().forms;
    await workflow.actions.submitForm(first?.id ?? '', replyTo(first));
    await vi.waitFor(() => expect(workflow.getSnapshot().forms[1]?.state).toBe('waiting'), 4000);
    expect(workflow.getSnapshot()).toMatchObject({ status: 'paused', forms: [{ state: 'answered' }, { id: 'f2' }] });
    expect((await workflow.actions.submitForm('f2', { action: 'yes' })).ok).toBe(true);
    await vi.waitFor(() => expect(workflow.getSnapshot().outcome).toEqual({ type: 'complete' }), 8000);
    expect(workflow.getSnapshot().forms.map(({ state }) => state)).toEqual(['answered', 'answered']);
    expect(calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/run'))).toHaveLength(1);
    workflow.dispose();
  });

  it('S50 goes on also when somebody else was first, and says so', async () => {
    const refusal = { code: 'human_input_form_submitted', message: 'Submitted by another user.', status: 412 };
    const { workflow } = workflowOn({
      [runPath]: () => events(untilPause),
      [eventsPath]: () => events(afterPause),
      'POST /v1/form/human_input/': () => json(412, refusal),
    });
    await workflow.actions.run({});
    const [form] = workflow.getSnapshot().forms;
    const result = await workflow.actions.submitForm(form?.id ?? '', replyTo(form));
    expect(result).toMatchObject({ ok: false, reason: 'taken' });
    await vi.waitFor(() => expect(workflow.getSnapshot().outcome).toEqual({ type: 'complete' }), 4000);
    workflow.dispose();
  });

  it('is over by the clock where nobody answers in time', async () => {
    const environment = fakeEnvironment();
    const { workflow } = workflowOn(
      {
        [runPath]: () => events(withExpiry(environment.now() / 1000 + 60)),
        'GET /v1/form/human_input/': () => json(400, { code: 'bad_request', message: 'No.', status: 400 }),
      },
      { environment },
    );
    void workflow.actions.run({});
    for (let tries = 0; tries < 50 && workflow.getSnapshot().status !== 'paused'; tries++)
      await environment.advance(10);
    await environment.advance(5000);
    expect(workflow.getSnapshot().forms.map(({ state }) => state)).toEqual(['waiting']);
    await environment.advance(60_000);
    expect(workflow.getSnapshot().forms.map(({ state }) => state)).toEqual(['timed-out']);
    workflow.dispose();
  });

  it('refuses a form that is not there, and one that was answered, without asking', async () => {
    const { workflow, calls } = workflowOn({
      [runPath]: () => events(untilPause),
      [eventsPath]: () => events(afterPause),
    });
    await workflow.actions.run({});
    expect(await workflow.actions.submitForm('none', { action: 'x' })).toEqual({ ok: false, reason: 'not-open' });
    const [form] = workflow.getSnapshot().forms;
    const reply = replyTo(form);
    const both = await Promise.all([
      workflow.actions.submitForm(form?.id ?? '', reply),
      workflow.actions.submitForm(form?.id ?? '', reply),
    ]);
    expect(both).toMatchObject([{ ok: true }, { ok: false, reason: 'busy' }]);
    expect(calls.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/form/'))).toHaveLength(1);
    workflow.dispose();
  });
});

describe('createWorkflowRun: a run that goes on elsewhere', () => {
  it('is found again after a reload: everything is told from the first event on', async () => {
    const saved: SavedRun = {
      version: 1,
      kind: 'workflow',
      handle: 'h1',
      lastEventId: '4',
      workflowRunId: runId,
      startedAt: 5000,
    };
    const server = scriptedDify({
      'GET /api/runs/h1?after=0': () => {
        const answer = events(numbered(through));
        answer.headers.set('dify-run', 'h1');
        return answer;
      },
    });
    const dify = createBrowserDify({ url: 'http://app.test/api', fetch: server.fetch });
    const workflow = createWorkflowRun({ dify });
    const resumed = workflow.actions.resume(saved);
    await Promise.resolve();
    expect(workflow.getSnapshot()).toMatchObject({ status: 'reconnecting', startedAt: 5000 });
    expect(await resumed).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(workflow.getSnapshot().outcome).toEqual({ type: 'complete' }));
    expect(workflow.getSnapshot().text).toMatch(/^APPROVED/);
    expect(server.calls.map(({ method }) => method)).toEqual(['GET']);
    workflow.dispose();
  });

  it('has nothing to go on with before any run', async () => {
    const { workflow } = workflowOn({});
    expect(await workflow.actions.resume()).toMatchObject({ ok: false, reason: 'nothing-to-do' });
  });

  it('S39 is let go of by reset and dispose, never stopped, and tells nothing any more', async () => {
    for (const leave of ['reset', 'dispose'] as const) {
      const onFinish = vi.fn();
      const { workflow, calls, stream } = written({ onFinish });
      const result = workflow.actions.run({});
      (await stream()).write(untilPause);
      if (leave === 'reset') workflow.actions.reset();
      else workflow.dispose();
      expect(await result).toMatchObject({ ok: false, reason: 'detached' });
      if (leave === 'reset')
        expect(workflow.getSnapshot()).toMatchObject({ status: 'ready', runId: null, startedAt: null });
      expect(stops(calls)).toEqual([]);
      expect(onFinish).not.toHaveBeenCalled();
    }
  });
});

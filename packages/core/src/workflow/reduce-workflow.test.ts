import { describe, expect, it } from 'vitest';
import { runTree } from '../chat/run-tree.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { readEvents } from '../events/read-events.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { reduceWorkflow } from './reduce-workflow.ts';
import { snapshotMaker } from './to-snapshot.ts';
import { noRun, type WorkflowState } from './workflow-state.ts';

const startedAt = 1_000_000;
const begun = reduceWorkflow(noRun, { type: 'started', startedAt });

async function eventsOf(text: string): Promise<DifyEvent[]> {
  const events: DifyEvent[] = [];
  for await (const event of readEvents(new Response(text).body ?? new ReadableStream())) events.push(event);
  return events;
}

const recorded = (name: string) => eventsOf(fixture(name));

function play(events: readonly DifyEvent[], state: WorkflowState = begun): WorkflowState {
  return events.reduce((held, event) => reduceWorkflow(held, { type: 'event', event, now: startedAt + 500 }), state);
}

/** Events of one run as the server would send them, from their names and data. */
async function told(...lines: (readonly [event: string, data?: Record<string, unknown>])[]): Promise<DifyEvent[]> {
  const ids = { task_id: 't1', workflow_run_id: 'r1' };
  return eventsOf(
    lines.map(([event, data]) => `data: ${JSON.stringify({ event, ...ids, data: data ?? {} })}\n\n`).join(''),
  );
}

const show = (state: WorkflowState) => snapshotMaker()(state);

describe('the reducer of a workflow', () => {
  it('S26 keeps the nested steps of a recorded run as a tree, all of them ended', async () => {
    const state = play(await recorded('workflow-nested'));
    expect(state.outcome).toEqual({ type: 'complete' });
    expect(state.status).toBe('ready');
    expect(runTree({ nodes: state.run?.nodes ?? [] }).map(({ node }) => node.nodeId)).toEqual([
      'start',
      'code',
      'iter',
      'llm_b',
      'llm_a',
      'end',
    ]);
    expect(new Set(state.run?.nodes.map(({ status }) => status))).toEqual(new Set(['succeeded']));
    expect(state.elapsedMs).toBeCloseTo(10_461.829);
  });

  it('S23 tells the same when every event of the run comes twice, but for its text', async () => {
    const once = await recorded('workflow-nested');
    const twice = once.flatMap((event): DifyEvent[] => (event.event === 'text_chunk' ? [event] : [event, event]));
    expect(play(twice)).toEqual(play(once));
  });

  it('S46 repeats no step when a snapshot tells of it again, and calls a running one running still', async () => {
    const start = { id: 'n1', node_id: 'llm', node_type: 'llm', title: 'Model', created_at: 5 };
    const end = { ...start, status: 'succeeded', outputs: { text: 'x' }, elapsed_time: 2 };
    const slow = { id: 'n2', node_id: 'code', node_type: 'code', title: 'Slow', created_at: 6 };
    const before = play(
      await told(['workflow_started'], ['node_started', start], ['node_finished', end], ['node_started', slow]),
    );
    const after = play(
      await told(
        ['workflow_started'],
        ['node_started', start],
        ['node_finished', { ...end, outputs: null }],
        ['node_started', slow],
      ),
      before,
    );
    expect(after.run?.nodes).toEqual(before.run?.nodes);
    expect(after.run?.nodes.map(({ status }) => status)).toEqual(['succeeded', 'running']);
  });

  it('S25 makes a step from its end, and a start that comes late opens it no more', async () => {
    const node = { id: 'n1', node_id: 'llm', node_type: 'llm', title: 'Model' };
    const state = play(
      await told(['node_finished', { ...node, status: 'succeeded', elapsed_time: 1.5 }], ['node_started', node]),
    );
    expect(state.run?.id).toBe('r1');
    expect(state.run?.nodes).toEqual([
      { id: 'n1', nodeId: 'llm', type: 'llm', title: 'Model', status: 'succeeded', elapsedMs: 1500 },
    ]);
  });

  it('S27 lets outputs win over what was streamed', async () => {
    const chunk = (text: string, name = 'text') =>
      ['text_chunk', { text, from_variable_selector: ['llm', name] }] as const;
    const streamed = play(await told(['workflow_started'], chunk('Drea'), chunk('ft')));
    expect(show(streamed).text).toBe('Dreaft');
    const replaced = play(await eventsOf('data: {"event":"text_replace","data":{"text":"Other"}}\n\n'), streamed);
    expect(replaced).toBe(streamed);
    const ended = play(
      await told(['workflow_finished', { status: 'succeeded', outputs: { result: 'Draft' } }]),
      streamed,
    );
    expect(show(ended)).toMatchObject({ text: 'Draft', outputs: { result: 'Draft' } });
    expect(show(ended).texts.map(({ text }) => text)).toEqual(['Dreaft']);
  });

  it('keeps the texts of several variables apart, and shows them one after the other', async () => {
    const chunk = (text: string, ...from: string[]) => ['text_chunk', { text, from_variable_selector: from }] as const;
    const state = play(
      await told(
        ['workflow_started'],
        chunk('One ', 'a', 'text'),
        chunk('Two ', 'b', 'text'),
        chunk('more', 'a', 'text'),
        chunk('\n', 'end', 'answer'),
      ),
    );
    expect(state.texts.map(({ id, text }) => [id, text])).toEqual([
      ['a.text', 'One more'],
      ['b.text', 'Two '],
      ['end.answer', '\n'],
    ]);
    expect(show(state).text).toBe('One more\n\nTwo ');
  });

  it('lists the tries of a step that failed, and ends with the last', async () => {
    const node = { id: 'n1', node_id: 'http', node_type: 'http-request', title: 'Ask' };
    const retry = (retry_index: number) =>
      ['node_retry', { ...node, retry_index, error: `Try ${retry_index}`, elapsed_time: 1 }] as const;
    const trying = play(await told(['workflow_started'], ['node_started', node], retry(1), retry(2), retry(2)));
    expect(trying.run?.nodes[0]).toMatchObject({
      status: 'retrying',
      retries: [
        { index: 1, error: 'Try 1', elapsedMs: 1000 },
        { index: 2, error: 'Try 2', elapsedMs: 1000 },
      ],
    });
    const ended = play(await told(['node_finished', { ...node, status: 'succeeded', elapsed_time: 3 }]), trying);
    expect(ended.run?.nodes[0]).toMatchObject({
      status: 'succeeded',
      elapsedMs: 3000,
      retries: [{ index: 1 }, { index: 2 }],
    });
    expect(ended.run?.nodes[0]).not.toHaveProperty('error');
  });

  it('says of an exception what really happened', async () => {
    const node = { id: 'n1', node_id: 'llm', status: 'exception', error: 'Unknown error' };
    const state = play(
      await told(
        ['workflow_started'],
        ['node_finished', { ...node, outputs: { error_message: 'The model is away.', text: 'Default' } }],
      ),
    );
    expect(state.run?.nodes[0]).toMatchObject({ status: 'exception', error: 'The model is away.' });
  });

  it('keeps what an agent did below its step, each item once, and closes what a failed run leaves open', async () => {
    const node = { id: 'n1', node_id: 'agent', node_type: 'agent', title: 'Agent' };
    const item = (id: string, status: string, more = {}) =>
      ['agent_log', { id, node_execution_id: 'agent', label: id, status, ...more }] as const;
    const state = play(
      await told(
        ['workflow_started'],
        ['node_started', node],
        item('ROUND 1', 'start'),
        item('CALL search', 'start', { parent_id: 'ROUND 1' }),
        item('CALL search', 'success', { parent_id: 'ROUND 1', data: { output: 'x' } }),
        ['workflow_finished', { status: 'failed', error: 'No more.' }],
      ),
    );
    expect(state.run?.nodes[0]?.status).toBe('stopped');
    expect(state.run?.nodes[0]?.agentLog).toEqual([
      { id: 'ROUND 1', label: 'ROUND 1', status: 'stopped' },
      { id: 'CALL search', label: 'CALL search', status: 'succeeded', parentId: 'ROUND 1', data: { output: 'x' } },
    ]);
  });

  it('S19 fails once with the sentence of the server, whatever comes after', async () => {
    const events = await recorded('workflow-setup-error');
    const state = play(events);
    expect(state.outcome?.type).toBe('failed');
    expect(state.status).toBe('error');
    const more = await eventsOf('data: {"event":"error","status":400,"code":"invalid_param","message":"Again."}\n\n');
    expect(play(more, state)).toBe(state);
  });

  it('S20 fails at an error event with its code, whatever its status looks like', async () => {
    const error = (status: string) =>
      eventsOf(`data: {"event":"error",${status}"code":"rate_limit_error","message":"Later."}\n\n`);
    for (const [written, status] of [
      ['"status":429,', 429],
      ['"status":"400",', 500],
      ['', 500],
    ] as const) {
      const state = play(await error(written));
      expect(state.error).toMatchObject({ code: 'rate_limit_error', status });
    }
  });

  it('waits at a pause with its form, and goes on in the same place when the run is read through it', async () => {
    const events = await recorded('workflow-through-pause');
    const at = events.findIndex(({ event }) => event === 'workflow_paused');
    const paused = play(events.slice(0, at + 1));
    expect(paused.status).toBe('paused');
    expect(paused.outcome).toBeNull();
    expect(paused.forms.map(({ state }) => state)).toEqual(['waiting']);
    const ended = play(events.slice(at + 1), paused);
    expect(ended.outcome).toEqual({ type: 'complete' });
    expect(ended.forms.map(({ state, answer }) => [state, answer?.title])).toEqual([['answered', 'Approve']]);
    expect(ended.run?.nodes.filter(({ type }) => type === 'human-input')).toHaveLength(1);
    expect(show(ended).text).toMatch(/^APPROVED An answer by the recorder\. good\n\nTurn 1/);
  });

  it('S50 does not wait again when a replay tells of a pause whose form was answered', async () => {
    const events = await recorded('workflow-through-pause');
    const pause = events.findIndex(({ event }) => event === 'workflow_paused');
    const ended = play(events);
    const goingOn: WorkflowState = { ...ended, outcome: null, status: 'streaming' };
    expect(play(events.slice(pause, pause + 1), goingOn).status).toBe('streaming');
  });

  it('calls a run that ends as stopped after its form a failure of the server, and believes run detail that knows better', async () => {
    const events = await recorded('workflow-through-pause');
    const at = events.findIndex(({ event }) => event === 'workflow_paused');
    const paused = play(events.slice(0, at + 1));
    const goingOn = reduceWorkflow(paused, { type: 'form-answered' });
    expect(goingOn.status).toBe('streaming');
    const stop = await told(['workflow_finished', { status: 'stopped', error: 'Stopped by user.', outputs: {} }]);
    const doubtful = play(stop, goingOn);
    expect(doubtful).toMatchObject({ status: 'reconnecting', outcome: null });
    const decide = (event: DifyEvent | null) => reduceWorkflow(doubtful, { type: 'decided', event, now: startedAt });
    expect(decide(null).outcome).toMatchObject({ type: 'failed', error: { code: 'lost_after_form' } });
    expect(decide(stop[0] ?? null).outcome).toMatchObject({ type: 'failed', error: { code: 'lost_after_form' } });
    const [stored] = await told(['workflow_finished', { status: 'succeeded', outputs: { text: 'Done' } }]);
    expect(decide(stored ?? null)).toMatchObject({ outcome: { type: 'complete' }, run: { outputs: { text: 'Done' } } });
  });

  it('S34 ends as stopped in both words that servers have for it', async () => {
    expect(play(await recorded('workflow-stopped')).outcome).toEqual({ type: 'stopped' });
    const aborted = play(
      await told(
        ['workflow_started'],
        ['workflow_finished', { status: 'failed', error: 'Aborted: User requested stop' }],
      ),
    );
    expect(aborted.outcome).toEqual({ type: 'stopped' });
  });

  it('S35 changes nothing after a stop, whatever still comes', async () => {
    const events = await recorded('workflow-nested');
    const half = play(events.slice(0, 12));
    const stopped = reduceWorkflow(half, { type: 'stopping', now: startedAt + 900 });
    expect(stopped).toMatchObject({ status: 'stopping', outcome: { type: 'stopped' }, elapsedMs: 900 });
    expect(stopped.run?.nodes.some(({ status }) => status === 'running')).toBe(false);
    expect(play(events.slice(12), stopped)).toBe(stopped);
  });

  it('lists the files of the outputs once, however often they are named', async () => {
    const file = {
      dify_model_identity: '__dify__file__',
      type: 'image',
      filename: 'plan.png',
      mime_type: 'image/png',
      size: 12,
      related_id: 'f1',
      url: 'https://files.test/plan.png?sign=1',
    };
    const state = play(
      await told(
        ['workflow_started'],
        ['workflow_finished', { status: 'succeeded', outputs: { all: [file], one: file }, files: [file] }],
      ),
    );
    expect(state.files).toEqual([
      {
        id: 'f1',
        kind: 'image',
        name: 'plan.png',
        mimeType: 'image/png',
        size: 12,
        url: 'https://files.test/plan.png?sign=1',
      },
    ]);
  });

  it('keeps the identity of steps and branches that an event is not about', async () => {
    const events = await recorded('workflow-nested');
    const state = play(events.slice(0, 20));
    const next = play(events.slice(20, 21), state);
    expect(next.run?.nodes[0]).toBe(state.run?.nodes[0]);
    const maker = snapshotMaker();
    const first = maker(state);
    const second = maker(next);
    expect(second.tree[0]).toBe(first.tree[0]);
    expect(second.tree[1]).toBe(first.tree[1]);
  });
});

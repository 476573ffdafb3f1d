import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WorkflowEvent } from '../events/dify-event.ts';
import { readEvents } from '../events/read-events.ts';
import { reduceRun } from './reduce-run.ts';
import { type RunBranch, runTree } from './run-tree.ts';
import type { WorkflowRun } from './workflow-run.ts';

async function runOf(name: string): Promise<WorkflowRun> {
  const body = new Response(readFileSync(new URL(`../events/fixtures/${name}.txt`, import.meta.url))).body;
  let run: WorkflowRun | undefined;
  for await (const event of readEvents(body ?? new ReadableStream())) {
    if ('data' in event && event.event !== 'unknown') run = reduceRun(run, event as WorkflowEvent);
  }
  if (run === undefined) throw new TypeError(`${name} holds no run.`);
  return run;
}

const shown = (branches: readonly RunBranch[]): unknown[] =>
  branches.map(({ node, children }) => {
    const title = node.round === undefined ? node.nodeId : `${node.nodeId} ${node.round}`;
    return children.length === 0 ? title : [title, ...shown(children)];
  });

describe('the tree of a run', () => {
  it('S26 puts loops in a parallel iteration below their round, beside the branches outside', async () => {
    const run = await runOf('workflow-nested');
    expect(run.status).toBe('succeeded');
    const round = (index: number) => [`iter_llm ${index}`, ['inner 2', 'inc 0', 'inc 1']];
    expect(shown(runTree(run))).toEqual([
      'start',
      'code',
      ['iter 5', ...[2, 0, 1, 3, 4].flatMap(round)],
      'llm_b',
      'llm_a',
      'end',
    ]);
  });

  it('S26 keeps an iteration and a loop apart that run side by side, and puts one into the other where its steps say so', () => {
    const told = (...lines: readonly [event: string, data: Record<string, unknown>][]) =>
      lines.reduce<WorkflowRun | undefined>(
        (run, [event, data]) => reduceRun(run, { event, data } as WorkflowEvent),
        undefined,
      );
    const loop = { id: 'slot', node_id: 'slot', node_type: 'loop' };
    const each = { id: 'each', node_id: 'each', node_type: 'iteration' };
    const step = (id: string, loop_id: string | null, iteration_id: string | null) =>
      ['node_started', { id, node_id: id, node_type: 'code', loop_id, iteration_id }] as const;
    const begin = [
      ['workflow_started', { id: 'r' }],
      ['loop_started', loop],
      ['node_started', { id: 'day', node_id: 'day', node_type: 'code', loop_id: 'slot', iteration_id: null }],
      ['iteration_started', each],
    ] as const;
    const apart = told(
      ...begin.map(([event, data]): [string, Record<string, unknown>] => [event, data]),
      [...step('look', null, 'each')],
      ['loop_completed', loop],
    );
    expect(shown(runTree(apart ?? { nodes: [] }))).toEqual([
      ['slot', 'day'],
      ['each', 'look'],
    ]);
    const inside = told(...begin.map(([event, data]): [string, Record<string, unknown>] => [event, data]), [
      ...step('look', 'slot', 'each'),
    ]);
    expect(shown(runTree(inside ?? { nodes: [] }))).toEqual([['slot', 'day', ['each', 'look']]]);
  });

  it('S25 makes a step from its end when its start never came', () => {
    const started = { event: 'workflow_started', data: { id: 'r' } } as WorkflowEvent;
    const finished = {
      event: 'node_finished',
      data: { id: 'n', node_id: 'llm', node_type: 'llm', title: 'Model', status: 'succeeded', elapsed_time: 0.5 },
    } as WorkflowEvent;
    const run = reduceRun(reduceRun(undefined, started), finished);
    expect(run?.nodes).toEqual([
      { id: 'n', nodeId: 'llm', type: 'llm', title: 'Model', status: 'succeeded', elapsedMs: 500 },
    ]);
  });

  it('S23 counts a step once when its events come twice', async () => {
    const once = await runOf('chatflow');
    const again = once.nodes.map(({ id }) => id);
    expect(new Set(again).size).toBe(again.length);
    const last = once.nodes[0];
    const repeated = { event: 'node_started', data: { id: last?.id, node_id: last?.nodeId } } as WorkflowEvent;
    expect(reduceRun(reduceRun(once, repeated), repeated)?.nodes).toHaveLength(once.nodes.length);
  });
});

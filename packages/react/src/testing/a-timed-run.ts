import type { RunNode, WorkflowRun } from '@dify-oapi/core';

/** A run of 9.4 seconds that began at a full second: two steps side by side, of which one failed, and two rounds. */
export function aTimedRun(began: number): WorkflowRun {
  const step = stepsFrom(began);
  const inside = { parentId: 'For each log', title: 'Describe the fault' };
  return {
    id: 'r',
    status: 'partial-succeeded',
    startedAt: began,
    elapsedMs: 9400,
    nodes: [
      step('Read 4 service logs', 0, { type: 'http-request', elapsedMs: 1200 }),
      step('Search the handbook', 1, { type: 'knowledge-retrieval', elapsedMs: 2300 }),
      step('Ask the stock service', 1, { type: 'http-request', status: 'failed', error: '503', elapsedMs: 1900 }),
      step('For each log', 3, { type: 'iteration', round: 2, elapsedMs: 3700 }),
      step('b1', 3, { ...inside, round: 0, elapsedMs: 1600 }),
      step('b2', 5, { ...inside, round: 1, elapsedMs: 2000 }),
      step('Weigh the passages', 7, { type: 'code', elapsedMs: 12 }),
      step('Write the answer', 7, { elapsedMs: 2100 }),
    ],
  };
}

/** A run of which the third step still runs. */
export function aTimedLiveRun(began: number): WorkflowRun {
  const step = stepsFrom(began);
  return {
    id: 'r',
    status: 'running',
    startedAt: began,
    nodes: [
      step('Read 4 service logs', 0, { type: 'http-request', elapsedMs: 1200 }),
      step('Search the handbook', 1, { type: 'knowledge-retrieval', elapsedMs: 2300 }),
      step('Write the answer', 3, { status: 'running' }),
    ],
  };
}

/** Makes steps that began so many whole seconds after their run. */
function stepsFrom(began: number) {
  return (title: string, seconds: number, fields: Partial<RunNode>): RunNode => ({
    id: title,
    nodeId: title,
    type: 'llm',
    title,
    status: 'succeeded',
    startedAt: began + seconds * 1000,
    ...fields,
  });
}

import type { WorkflowEvent } from '../events/dify-event.ts';
import type { RunNode, WorkflowRun } from './workflow-run.ts';

type Data = WorkflowEvent['data'];

/** The run after one more of its events; the same object when the event changes nothing. Pure. */
export function reduceRun(run: WorkflowRun | undefined, event: WorkflowEvent): WorkflowRun | undefined {
  const { data } = event;
  switch (event.event) {
    case 'workflow_started':
      return { nodes: [], ...run, id: text(data.id) ?? event.workflow_run_id ?? '', status: 'running' };
    case 'workflow_finished':
      return finished(run ?? { id: text(data.id) ?? '', status: 'running', nodes: [] }, data);
    case 'workflow_paused':
      return run && { ...run, status: 'paused' };
    case 'node_started':
      return run && withNode(run, data, 'running');
    case 'iteration_started':
    case 'loop_started':
      return run && withNode(run, inNewRun(run, data), 'running');
    case 'iteration_next':
    case 'loop_next':
      return run && withRound(run, data);
    case 'node_retry':
      return run && withNode(run, data, 'retrying');
    case 'node_finished':
    case 'iteration_completed':
    case 'loop_completed':
      return run && withNode(run, data, nodeStatus(data.status));
    default:
      return run;
  }
}

function finished(run: WorkflowRun, data: Data): WorkflowRun {
  const error = text(data.error);
  const outputs = data.outputs;
  const elapsed = data.elapsed_time;
  const tokens = data.total_tokens;
  return {
    ...run,
    status: runStatus(data.status),
    nodes: run.nodes.map((node) =>
      node.status === 'running' || node.status === 'retrying' ? { ...node, status: 'stopped' } : node,
    ),
    ...(typeof outputs === 'object' && outputs !== null
      ? { outputs: Object.fromEntries(Object.entries(outputs)) }
      : {}),
    ...(error ? { error } : {}),
    ...(typeof elapsed === 'number' ? { elapsedMs: elapsed * 1000 } : {}),
    ...(typeof tokens === 'number' ? { totalTokens: tokens } : {}),
  };
}

function withNode(run: WorkflowRun, data: Data, status: RunNode['status']): WorkflowRun {
  const id = rowId(run, data);
  if (id === undefined) return run;
  const index = run.nodes.findIndex((other) => other.id === id);
  const before = run.nodes[index];
  const parentId = before?.parentId ?? parentOf(run, data);
  const round = roundOf(data) ?? before?.round;
  const error = text(data.error);
  const elapsed = data.elapsed_time;
  const node: RunNode = {
    id,
    nodeId: text(data.node_id) ?? id,
    type: text(data.node_type) ?? '',
    title: text(data.title) ?? '',
    status,
    ...(parentId === undefined ? {} : { parentId }),
    ...(round === undefined ? {} : { round }),
    ...(typeof elapsed === 'number' ? { elapsedMs: elapsed * 1000 } : {}),
    ...(error ? { error } : {}),
  };
  return { ...run, nodes: index < 0 ? [...run.nodes, node] : run.nodes.with(index, node) };
}

/** The row that an event is about: of an iteration or loop that ran before, the last one. */
function rowId(run: WorkflowRun, data: Data): string | undefined {
  const id = text(data.id) ?? text(data.node_id);
  if (id === undefined) return undefined;
  return run.nodes.findLast((row) => row.id === id || row.id.startsWith(`${id}:`))?.id ?? id;
}

/** Servers call every run of an iteration or loop by its node's name: one after the first gets an id of its own. */
function inNewRun(run: WorkflowRun, data: Data): Data {
  const id = text(data.id) ?? text(data.node_id);
  const times = run.nodes.filter((row) => row.id === id || row.id.startsWith(`${id}:`));
  if (id === undefined || times.length === 0 || times.at(-1)?.status === 'running') return data;
  return { ...data, id: `${id}:${times.length + 1}`, node_id: data.node_id ?? id };
}

/** The iteration or loop that a step runs in. Steps name it; nested iterations and loops are told by where they come. */
function parentOf(run: WorkflowRun, data: Data): string | undefined {
  const named = text(data.loop_id) ?? text(data.iteration_id);
  if (named !== undefined) return run.nodes.findLast((row) => row.nodeId === named && row.status === 'running')?.id;
  const last = run.nodes.at(-1);
  if (last === undefined || !isContainer(data.node_type)) return undefined;
  if (isContainer(last.type) && last.status === 'running' && last.round !== undefined) return last.id;
  const parent = run.nodes.find((row) => row.id === last.parentId);
  return parent?.status === 'running' ? parent.id : undefined;
}

function isContainer(type: unknown): boolean {
  return type === 'iteration' || type === 'loop';
}

/** One more round of an iteration or loop has begun, or, in a loop, ended. */
function withRound(run: WorkflowRun, data: Data): WorkflowRun {
  const index = run.nodes.findIndex((row) => row.id === rowId(run, data));
  const row = run.nodes[index];
  return row === undefined ? run : { ...run, nodes: run.nodes.with(index, { ...row, round: (row.round ?? 0) + 1 }) };
}

/** The round that a finished step ran in: of the innermost that counts. */
function roundOf({ execution_metadata: facts, loop_id }: Data): number | undefined {
  if (typeof facts !== 'object' || facts === null) return undefined;
  const round: unknown = Reflect.get(facts, loop_id ? 'loop_index' : 'iteration_index');
  return typeof round === 'number' ? round : undefined;
}

function nodeStatus(status: unknown): RunNode['status'] {
  return status === 'failed' || status === 'exception' || status === 'stopped' || status === 'paused'
    ? status
    : 'succeeded';
}

function runStatus(status: unknown): WorkflowRun['status'] {
  return status === 'failed' || status === 'stopped' || status === 'partial-succeeded' ? status : 'succeeded';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

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
    case 'iteration_started':
    case 'loop_started':
      return run && withNode(run, data, 'running');
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
  const id = text(data.id) ?? text(data.node_id);
  if (id === undefined) return run;
  const error = text(data.error);
  const elapsed = data.elapsed_time;
  const node: RunNode = {
    id,
    nodeId: text(data.node_id) ?? id,
    type: text(data.node_type) ?? '',
    title: text(data.title) ?? '',
    status,
    ...(typeof elapsed === 'number' ? { elapsedMs: elapsed * 1000 } : {}),
    ...(error ? { error } : {}),
  };
  const index = run.nodes.findIndex((other) => other.id === id);
  return { ...run, nodes: index < 0 ? [...run.nodes, node] : run.nodes.with(index, node) };
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

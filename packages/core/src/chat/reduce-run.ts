import type { WorkflowEvent } from '../events/dify-event.ts';
import { factsOf, fieldsIn, msIn, textIn, withLogItem, withRetry } from './run-facts.ts';
import { corrected, inNewRun, isContainer, parentOf, roundOf, rowId } from './run-place.ts';
import type { RunNode, WorkflowRun } from './workflow-run.ts';

type Data = WorkflowEvent['data'];

/** The run after one more of its events; the same object when the event changes nothing. Pure. */
export function reduceRun(run: WorkflowRun | undefined, event: WorkflowEvent): WorkflowRun | undefined {
  const { data } = event;
  switch (event.event) {
    case 'workflow_started':
      return started(run, data, event.workflow_run_id);
    case 'workflow_finished':
      return finished(run ?? { id: textIn(data.id) ?? '', status: 'running', nodes: [] }, data);
    case 'workflow_paused':
      return paused(
        { nodes: [], id: textIn(data.workflow_run_id) ?? event.workflow_run_id ?? '', ...run, status: 'paused' },
        data,
      );
    case 'node_started':
      return run && (hasEnded(run, data) ? run : withNode(run, data, 'running'));
    case 'iteration_started':
    case 'loop_started':
      return run && withNode(run, inNewRun(run, data), 'running');
    case 'iteration_next':
      return run && withRound(run, data, 1);
    case 'loop_next':
      return run && withRound(run, data, 0);
    case 'node_retry':
      return run && withNode(run, data, 'retrying');
    case 'node_finished':
    case 'iteration_completed':
    case 'loop_completed':
      return run && withNode(run, data, nodeStatus(data.status));
    case 'agent_log':
      return run && withAgentLog(run, data);
    default:
      return run;
  }
}

/** Live streams tell no end of the steps that wait: the pause names them. */
function paused(run: WorkflowRun, { paused_nodes }: Data): WorkflowRun {
  const names: readonly unknown[] = Array.isArray(paused_nodes) ? paused_nodes : [];
  const waits = ({ nodeId, status, type }: RunNode) =>
    status === 'running' && (type === 'human-input' || names.includes(nodeId));
  const nodes = run.nodes.some(waits)
    ? run.nodes.map((node) => (waits(node) ? { ...node, status: 'paused' as const } : node))
    : run.nodes;
  return nodes === run.nodes ? run : { ...run, nodes };
}

/** A run whose open steps get no end of their own any more: it failed, was stopped, or nobody reads it. */
export function closeRun(run: WorkflowRun, status: WorkflowRun['status']): WorkflowRun {
  return { ...run, status, nodes: run.nodes.map(closed) };
}

function started(run: WorkflowRun | undefined, data: Data, runId: string | undefined): WorkflowRun {
  const startedAt = run?.startedAt ?? msIn(data.created_at);
  return {
    nodes: [],
    ...run,
    id: textIn(data.id) ?? runId ?? '',
    status: 'running',
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

function finished(run: WorkflowRun, data: Data): WorkflowRun {
  const error = textIn(data.error);
  const outputs = data.outputs;
  const elapsedMs = msIn(data.elapsed_time);
  const tokens = data.total_tokens;
  return {
    ...closeRun(run, runStatus(data.status)),
    ...(typeof outputs === 'object' && outputs !== null ? { outputs: fieldsIn(outputs) ?? {} } : {}),
    ...(error ? { error } : {}),
    ...(elapsedMs === undefined ? {} : { elapsedMs }),
    ...(typeof tokens === 'number' ? { totalTokens: tokens } : {}),
  };
}

function closed(node: RunNode): RunNode {
  const isOpen = node.status === 'running' || node.status === 'retrying' || node.status === 'paused';
  const agentLog = node.agentLog?.some(({ status }) => status === 'running')
    ? node.agentLog.map((item) => (item.status === 'running' ? { ...item, status: 'stopped' as const } : item))
    : node.agentLog;
  if (!isOpen && agentLog === node.agentLog) return node;
  return { ...node, ...(isOpen ? { status: 'stopped' } : {}), ...(agentLog === undefined ? {} : { agentLog }) };
}

function withNode(run: WorkflowRun, data: Data, status: RunNode['status']): WorkflowRun {
  const id = rowId(run, data);
  if (id === undefined) return run;
  const index = run.nodes.findIndex((other) => other.id === id);
  const before = run.nodes[index];
  const parentId = before === undefined ? parentOf(run, data) : before.parentId;
  const round = roundOf(run, data, parentId) ?? before?.round;
  const node: RunNode = {
    id,
    nodeId: textIn(data.node_id) ?? before?.nodeId ?? id,
    type: textIn(data.node_type) ?? before?.type ?? '',
    title: textIn(data.title) ?? before?.title ?? '',
    status,
    ...(parentId === undefined ? {} : { parentId }),
    ...(round === undefined ? {} : { round }),
    ...factsOf(data, before),
    ...(status === 'retrying' ? { retries: withRetry(before?.retries, data) } : {}),
  };
  const nodes = index < 0 ? [...corrected(run.nodes, data), node] : run.nodes.with(index, node);
  return { ...run, nodes: withRounds(nodes, parentId, (round ?? -1) + 1) };
}

/** The rows with a container of which at least so many rounds have begun. */
function withRounds(nodes: readonly RunNode[], id: string | undefined, begun: number): readonly RunNode[] {
  const index = id === undefined || begun < 1 ? -1 : nodes.findIndex((row) => row.id === id);
  const row = nodes[index];
  return row === undefined || (row.round ?? 0) >= begun || !isContainer(row.type)
    ? nodes
    : nodes.with(index, { ...row, round: begun });
}

/** A start that comes after its end, or again in a snapshot, opens nothing. */
function hasEnded(run: WorkflowRun, data: Data): boolean {
  const id = rowId(run, data);
  const row = run.nodes.findLast((node) => node.id === id);
  return row !== undefined && row.status !== 'running' && row.status !== 'retrying' && row.status !== 'paused';
}

/** A round has begun; of a loop, one is over. Told twice it counts once. */
function withRound(run: WorkflowRun, data: Data, before: 0 | 1): WorkflowRun {
  const id = rowId(run, data);
  const row = run.nodes.find((node) => node.id === id);
  const begun = typeof data.index === 'number' ? data.index + before : (row?.round ?? 0) + 1;
  return id === undefined ? run : { ...run, nodes: withRounds(run.nodes, id, begun) };
}

/** An agent's log names its node by the graph's id: the last one that ran is meant. */
function withAgentLog(run: WorkflowRun, data: Data): WorkflowRun {
  const nodeId = textIn(data.node_id) ?? textIn(data.node_execution_id);
  const index = run.nodes.findLastIndex((row) => row.nodeId === nodeId || row.id === nodeId);
  const row = run.nodes[index];
  if (row === undefined) return run;
  const agentLog = withLogItem(row.agentLog, data);
  return agentLog === row.agentLog ? run : { ...run, nodes: run.nodes.with(index, { ...row, agentLog }) };
}

function nodeStatus(status: unknown): RunNode['status'] {
  return status === 'failed' || status === 'exception' || status === 'stopped' || status === 'paused'
    ? status
    : 'succeeded';
}

function runStatus(status: unknown): WorkflowRun['status'] {
  return status === 'failed' || status === 'stopped' || status === 'partial-succeeded' ? status : 'succeeded';
}

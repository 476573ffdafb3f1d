import type { NodeExecutionRow } from '../world/workflow-rows.ts';
import type { NodeFailure, NodeOutcome, Place } from './node-scope.ts';
import { filesIn } from './output-file.ts';
import { round } from './run-facts.ts';
import type { GraphTask } from './run-graph.ts';
import type { WorkflowNode } from './workflow-definition.ts';

/** A node that runs, and since when. */
export interface TrackedNode {
  readonly node: WorkflowNode;
  readonly row: NodeExecutionRow;
  readonly startedAt: number;
}

/** Iterations and loops have events of their own. */
export function isContainer(type: string): boolean {
  return type === 'iteration' || type === 'loop';
}

/** Says and keeps that a node starts. */
export function nodeStarted(task: GraphTask, node: WorkflowNode, executionId: string): TrackedNode {
  const { emit, place, run } = task;
  const { data } = node;
  const known = run.server.world.nodeExecutions.get(executionId);
  const row: NodeExecutionRow = {
    id: executionId,
    run_id: run.row.id,
    node_id: node.id,
    node_type: data.type,
    title: data.title ?? '',
    status: 'running',
    error: null,
    elapsed_time: 0,
    created_at: run.server.now(),
    finished_at: null,
    iteration_id: place.iterationId,
    loop_id: place.loopId,
    depth: place.depth,
    order: known?.order ?? ++run.account.executions,
    files: [],
  };
  run.keep(row);
  if (!isContainer(data.type)) {
    emit('node_started', {
      ...headOf(row),
      index: 1,
      predecessor_node_id: null,
      inputs: null,
      inputs_truncated: false,
      created_at: row.created_at,
      extras: extrasOf(task, node),
      ...tailOf(row),
      agent_strategy: strategyOf(node),
    });
  }
  return { node, row, startedAt: performance.now() };
}

/** Says and keeps how a node ended. */
export function nodeFinished(
  task: GraphTask,
  { node, row, startedAt }: TrackedNode,
  { failure, outcome }: { readonly failure?: NodeFailure; readonly outcome?: NodeOutcome | undefined },
): void {
  const { emit, run } = task;
  const isHandled = failure !== undefined && outcome !== undefined;
  row.status = isHandled ? 'exception' : failure ? 'failed' : 'succeeded';
  row.error = isHandled ? 'Unknown error' : (failure?.message ?? null);
  row.elapsed_time = round((performance.now() - startedAt) / 1000);
  row.finished_at = run.server.now();
  const outputs = outcome?.outputs ?? {};
  row.files = node.data.type === 'start' ? [] : filesIn(Reflect.get(outputs, 'files'));
  run.keep(row);
  if (isContainer(node.data.type)) return;
  emit('node_finished', finishedData(task, node, row, failure ?? outcome ?? {}, outputs, outcome?.metadata));
}

/** Says that a node failed and is tried again. */
export function nodeRetry(
  task: GraphTask,
  { node, row, startedAt }: TrackedNode,
  failure: NodeFailure,
  index: number,
): void {
  const retried: NodeExecutionRow = {
    ...row,
    error: failure.message,
    elapsed_time: round((performance.now() - startedAt) / 1000),
    finished_at: task.run.server.now(),
  };
  const data = finishedData(task, node, retried, failure, {}, undefined);
  task.emit('node_retry', { ...data, status: 'retry', retry_index: index });
}

function finishedData(
  { place }: GraphTask,
  node: WorkflowNode,
  row: NodeExecutionRow,
  known: Pick<NodeOutcome, 'inputs' | 'processData'>,
  outputs: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const facts = { ...metadata, ...roundOf(place) };
  return {
    ...headOf(row),
    index: 1,
    predecessor_node_id: null,
    inputs: known.inputs ?? {},
    inputs_truncated: false,
    process_data: known.processData ?? {},
    process_data_truncated: false,
    outputs,
    outputs_truncated: false,
    status: row.status,
    error: row.error,
    elapsed_time: row.elapsed_time,
    execution_metadata: Object.keys(facts).length === 0 ? null : facts,
    created_at: row.created_at,
    finished_at: row.finished_at,
    files: node.data.type === 'end' || node.data.type === 'answer' ? filesIn(outputs) : row.files,
    ...tailOf(row),
  };
}

function headOf({ id, node_id, node_type, title }: NodeExecutionRow) {
  return { id, node_id, node_type, title };
}

function tailOf({ iteration_id, loop_id }: NodeExecutionRow) {
  return { iteration_id, loop_id };
}

/** The round as `execution_metadata` says it. */
function roundOf({ iterationId, iterationIndex, loopId, loopIndex }: Place): Record<string, unknown> {
  return {
    ...(iterationId === null ? {} : { iteration_id: iterationId, iteration_index: iterationIndex }),
    ...(loopId === null ? {} : { loop_id: loopId, loop_index: loopIndex }),
  };
}

function extrasOf({ run }: GraphTask, { data }: WorkflowNode): Record<string, unknown> {
  if (data.type !== 'tool') return {};
  const icon = run.definition.functions?.tools?.[data.tool_name]?.icon;
  return {
    icon: `${run.origin}/console/api/workspaces/current/tool-provider/builtin/${icon ?? data.provider_id}/icon`,
  };
}

function strategyOf({ data }: WorkflowNode): Record<string, unknown> | null {
  return data.type === 'agent' ? { name: data.agent_strategy_name, icon: 'strategy.svg' } : null;
}

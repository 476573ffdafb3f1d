import type { Server } from '../context.ts';
import type { NodeExecutionRow, WorkflowRunRow } from '../world/workflow-rows.ts';
import { openForms, pausedData, requiredData, startedData } from './run-results.ts';
import { lineOf, snapshotEvent } from './wire.ts';

/** What has happened in a run so far, as lines of a stream. */
export function snapshotLines(server: Server, row: WorkflowRunRow): string[] {
  const message = row.message_id === null ? undefined : server.world.messages.get(row.message_id);
  const line = (event: string, data: unknown) => lineOf(snapshotEvent(row, message, event, data));
  const lines = [line('workflow_started', startedData(row, { isSnapshot: true }))];
  if (message) {
    const { conversation_id, created_at, id } = message;
    const answer = row.status === 'paused' ? message.answer : '';
    lines.push(
      lineOf({
        event: 'message_replace',
        task_id: row.task_id,
        answer,
        reason: '',
        conversation_id,
        message_id: id,
        created_at,
      }),
    );
  }
  const nodes = [...server.world.nodeExecutions.values()]
    .filter(({ run_id }) => run_id === row.id)
    .sort((a, b) => a.depth - b.depth);
  for (const node of nodes) {
    lines.push(line('node_started', startedNode(node)));
    if (node.finished_at !== null) lines.push(line('node_finished', finishedNode(node)));
  }
  if (row.status === 'paused' && !isAnswered(server, row)) {
    const forms = openForms(server, row);
    const outputs = message ? pausedOutputs(row, message.answer) : {};
    for (const form of forms) lines.push(line('human_input_required', requiredData(server, form, true)));
    lines.push(line('workflow_paused', pausedData(server, row, forms, { outputs })));
  }
  return lines;
}

/** An older server tells no more of the pause of a workflow whose forms were all answered a moment ago. */
function isAnswered(server: Server, row: WorkflowRunRow): boolean {
  if (server.profile !== '1.14' || row.message_id !== null) return false;
  return openForms(server, row).every(({ status }) => status !== 'waiting');
}

function pausedOutputs({ outputs }: WorkflowRunRow, answer: string): Record<string, unknown> {
  if (Object.keys(outputs).length === 0) return {};
  return { answer: outputs.answer ?? answer, files: { value_type: 'array[file]', value: outputs.files ?? [] } };
}

function startedNode({ created_at, id, iteration_id, loop_id, node_id, node_type, order, title }: NodeExecutionRow) {
  return {
    id,
    node_id,
    node_type,
    title,
    index: order,
    predecessor_node_id: null,
    inputs: null,
    created_at,
    extras: {},
    iteration_id,
    loop_id,
  };
}

function finishedNode(node: NodeExecutionRow) {
  const { created_at, elapsed_time, error, files, finished_at, id, iteration_id, loop_id } = node;
  return {
    id,
    node_id: node.node_id,
    node_type: node.node_type,
    title: node.title,
    index: node.order,
    predecessor_node_id: null,
    inputs: null,
    process_data: null,
    outputs: null,
    status: node.status,
    error,
    elapsed_time,
    execution_metadata: null,
    created_at,
    finished_at,
    files,
    iteration_id,
    loop_id,
  };
}

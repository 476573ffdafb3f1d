import type { Server } from '../context.ts';
import type { NodeExecutionRow, WorkflowRunRow } from '../world/workflow-rows.ts';
import { playRun } from './play-run.ts';
import { channelOf } from './run-channel.ts';
import { finishedData, startedData } from './run-results.ts';
import { lineOf, liveEvent } from './wire.ts';

/** How long a server takes to go on after a form. Milliseconds. */
const pickUpMs = 150;
/** How long a lost run still counts as running. Milliseconds. */
const lostMs = 1000;

/** Goes on with a paused run, soon. Servers of 1.16 lose workflows, and chatflows whose caller waited for one piece. */
export async function resumeRun(server: Server, row: WorkflowRunRow, isTimeout = false): Promise<void> {
  const app = server.apps.get(row.app);
  const definition = app?.workflow;
  if (app === undefined || definition === undefined || row.status !== 'paused') return;
  const message = row.message_id === null ? undefined : server.world.messages.get(row.message_id);
  await server.sleep(server.pace.pieceMs > 0 ? pickUpMs : 0);
  if (row.status !== 'paused') return;
  if (server.profile === '1.16' && (message === undefined || row.isBlocking)) {
    await lose(server, row, isTimeout);
    return;
  }
  await playRun({ app, server, definition, row, message });
}

/** What becomes of a run that a server loses: its readers see it stop, and its outputs are gone. */
async function lose(server: Server, row: WorkflowRunRow, isTimeout: boolean): Promise<void> {
  const channel = channelOf(server, row.id);
  const message = row.message_id === null ? undefined : server.world.messages.get(row.message_id);
  const publish = (event: string, data: unknown) =>
    channel.publish(event, lineOf(liveEvent(row, message, event, data)));
  const executions = row.pause?.executions ?? {};
  const waiting = Object.entries(row.pause?.nodes ?? {}).flatMap(([id, state]) =>
    state === 'paused' ? (server.world.nodeExecutions.get(executions[id] ?? '') ?? []) : [],
  );
  row.status = 'running';
  row.pause = null;
  publish('workflow_started', startedData(row, { isResumed: true, createdAt: server.now() }));
  for (const execution of waiting) {
    publish('node_started', startedAgain(server, execution));
    Object.assign(execution, { status: 'succeeded', order: 1, finished_at: server.now() });
  }
  row.finished_at = server.now();
  const stopped = { status: 'stopped', error: 'Stopped by user.', outputs: {} };
  publish('workflow_finished', finishedData(server, row, stopped));
  server.changed();
  await server.sleep(server.pace.pieceMs > 0 ? lostMs : 0);
  row.status = 'stopped';
  row.error = 'Aborted: Client response stream closed before app execution completed';
  row.total_steps += isTimeout || message ? 1 : 2;
  if (message) Object.assign(message, { status: 'normal', answer: '' });
  if (message) row.outputs = { ...row.outputs, files: { value_type: 'array[file]', value: [] } };
  server.changed();
}

function startedAgain(server: Server, { id, node_id, node_type, title }: NodeExecutionRow): Record<string, unknown> {
  return {
    id,
    node_id,
    node_type,
    title,
    index: 1,
    predecessor_node_id: null,
    inputs: null,
    inputs_truncated: false,
    created_at: server.now(),
    extras: {},
    iteration_id: null,
    loop_id: null,
    agent_strategy: null,
  };
}

import type { Server } from '../context.ts';
import { pythonJson } from '../http/python-json.ts';
import { endUserOf } from '../world/end-user-of.ts';
import type { FormRow, WorkflowRunRow } from '../world/workflow-rows.ts';
import { filesIn } from './output-file.ts';

/** `workflow_started`: what a run begins, or goes on, with. */
export function startedData(
  row: WorkflowRunRow,
  options: { readonly createdAt?: number; readonly isResumed?: boolean; readonly isSnapshot?: boolean } = {},
): Record<string, unknown> {
  const { 'sys.timestamp': timestamp, ...inputs } = row.inputs;
  const dialogue = row.inputs['sys.dialogue_count'];
  const resumed = options.isResumed && typeof dialogue === 'number' ? { 'sys.dialogue_count': dialogue + 1 } : {};
  return {
    id: row.id,
    workflow_id: row.workflow_id,
    inputs: { ...(options.isSnapshot ? row.inputs : inputs), ...resumed },
    created_at: options.createdAt ?? row.created_at,
    reason: options.isResumed ? 'resumption' : 'initial',
  };
}

/** `workflow_finished`. */
export function finishedData(
  server: Server,
  row: WorkflowRunRow,
  changed: { readonly status?: string; readonly error?: string; readonly outputs?: object } = {},
): Record<string, unknown> {
  const { elapsed_time, exceptions_count, outputs, total_steps, total_tokens } = row;
  return {
    id: row.id,
    workflow_id: row.workflow_id,
    status: changed.status ?? row.status,
    outputs: changed.outputs ?? outputs,
    error: changed.error ?? row.error,
    elapsed_time,
    total_tokens,
    total_steps,
    created_by: { id: endUserOf(server, row.app, row.user).id, user: row.user },
    created_at: row.created_at,
    finished_at: row.finished_at ?? server.now(),
    exceptions_count,
    files: filesIn(changed.outputs ?? outputs),
  };
}

/** What run detail says. */
export function runDetail(row: WorkflowRunRow): Record<string, unknown> {
  const isOpen = row.status === 'running' || row.status === 'paused';
  const isRunning = row.status === 'running';
  return {
    id: row.id,
    workflow_id: row.workflow_id,
    status: row.status,
    inputs: pythonJson(row.inputs),
    outputs: isOpen ? {} : row.outputs,
    error: row.error,
    total_steps: isRunning ? 0 : row.total_steps,
    total_tokens: isRunning ? 0 : row.total_tokens,
    created_at: row.created_at,
    finished_at: isOpen ? null : row.finished_at,
    elapsed_time: isOpen ? 0 : row.elapsed_time,
  };
}

/** `human_input_required`. Older servers do not render the text in snapshots. */
export function requiredData(server: Server, form: FormRow, isSnapshot = false): Record<string, unknown> {
  const is116 = server.profile === '1.16';
  return {
    form_id: form.id,
    node_id: form.node_id,
    node_title: form.node_title,
    form_content: contentOf(server, form, isSnapshot),
    inputs: form.inputs,
    actions: form.actions,
    display_in_ui: form.isOpenToApi,
    form_token: form.isOpenToApi || !is116 ? form.token : null,
    ...(is116 ? { approval_channels: form.channels } : {}),
    resolved_default_values: form.resolved_default_values,
    expiration_time: form.expiration_time,
  };
}

/** One of the reasons of a pause. */
function reasonOf(server: Server, form: FormRow, isSnapshot: boolean): Record<string, unknown> {
  const is116 = server.profile === '1.16';
  return {
    TYPE: 'human_input_required',
    form_id: form.id,
    form_content: contentOf(server, form, isSnapshot),
    inputs: form.inputs,
    actions: form.actions,
    node_id: form.node_id,
    node_title: form.node_title,
    resolved_default_values: form.resolved_default_values,
    form_token: form.isOpenToApi || !is116 ? form.token : null,
    ...(is116 ? { approval_channels: form.channels } : {}),
    expiration_time: form.expiration_time,
  };
}

function contentOf({ profile }: Server, form: FormRow, isSnapshot: boolean): string {
  return isSnapshot && profile === '1.14' ? form.raw_content : form.form_content;
}

/** `workflow_paused`. Outputs are only in snapshots. */
export function pausedData(
  server: Server,
  row: WorkflowRunRow,
  forms: readonly FormRow[],
  snapshot?: { readonly outputs: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  return {
    workflow_run_id: row.id,
    paused_nodes: forms.map(({ node_id }) => node_id),
    outputs: snapshot?.outputs ?? {},
    reasons: forms.map((form) => reasonOf(server, form, snapshot !== undefined)),
    status: 'paused',
    created_at: row.created_at,
    elapsed_time: snapshot ? 0 : row.elapsed_time,
    total_tokens: row.total_tokens,
    total_steps: row.total_steps,
  };
}

/** The forms that a paused run waits for, oldest first: also those that were answered a moment ago. */
export function openForms({ world }: Server, row: WorkflowRunRow): FormRow[] {
  return [...world.forms.values()]
    .filter((form) => form.run_id === row.id && row.pause?.nodes[form.node_id] === 'paused')
    .sort((a, b) => a.order - b.order);
}

import { appIdOf } from '../app-id-of.ts';
import type { Context } from '../context.ts';
import { stableId } from '../stable-id.ts';
import type { MessageRow } from '../world/app-rows.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';
import type { OutputFile } from './output-file.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';

/** What a run begins with. */
export interface NewRun {
  readonly user: string;
  /** The form's values. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly files: readonly OutputFile[];
  readonly isBlocking: boolean;
  /** Only in chatflows. */
  readonly message?: MessageRow;
  /** How many turns the conversation has had, this one too. Only in chatflows. */
  readonly dialogueCount?: number;
}

/** The id of an app's published workflow. */
export function workflowIdOf({ app }: Pick<Context, 'app'>, { id }: WorkflowDefinition): string {
  return id ?? stableId(`workflow of ${app.key}`);
}

/** Makes and keeps a run. */
export function newRun(context: Context, definition: WorkflowDefinition, begin: NewRun): WorkflowRunRow {
  const { app, request, server } = context;
  const { dialogueCount, files, inputs, isBlocking, message, user } = begin;
  const id = server.id();
  const created_at = server.now();
  const workflow_id = workflowIdOf(context, definition);
  const app_id = appIdOf(app);
  const row: WorkflowRunRow = {
    id,
    app: app.key,
    user,
    task_id: server.id(),
    workflow_id,
    status: 'running',
    inputs: {
      ...inputs,
      ...(message === undefined ? {} : { 'sys.query': message.query }),
      'sys.files': files,
      'sys.user_id': user,
      ...(message === undefined ? {} : { 'sys.dialogue_count': dialogueCount ?? 1 }),
      'sys.app_id': app_id,
      ...(message === undefined ? { 'sys.timestamp': created_at } : {}),
      'sys.workflow_id': workflow_id,
      'sys.workflow_run_id': id,
    },
    outputs: {},
    error: null,
    total_steps: 0,
    total_tokens: 0,
    exceptions_count: 0,
    created_at,
    finished_at: null,
    elapsed_time: 0,
    order: server.world.workflowRuns.size,
    isBlocking,
    conversation_id: message?.conversation_id ?? null,
    message_id: message?.id ?? null,
    origin: new URL(request.url).origin,
    pause: null,
  };
  server.world.workflowRuns.set(id, row);
  if (message === undefined) {
    const log = server.id();
    const order = server.world.workflowLogs.size;
    server.world.workflowLogs.set(log, { id: log, run_id: id, app: app.key, created_at, order });
  }
  server.changed();
  return row;
}

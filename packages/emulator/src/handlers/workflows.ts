import type { Context } from '../context.ts';
import { isUuid } from '../http/is-uuid.ts';
import { pythonJson } from '../http/python-json.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { takeSlot } from '../run/slots.ts';
import { checkVersion } from '../workflow/chatflow.ts';
import { expireForms } from '../workflow/expire-forms.ts';
import { playRun } from '../workflow/play-run.ts';
import type { FileReader } from '../workflow/read-file.ts';
import { readRun } from '../workflow/read-run.ts';
import { readStartInputs } from '../workflow/read-start-inputs.ts';
import { finishedData, openForms, pausedData, runDetail } from '../workflow/run-results.ts';
import { setupErrorStream } from '../workflow/setup-error.ts';
import { snapshotLines } from '../workflow/snapshot-run.ts';
import { newRun } from '../workflow/start-run.ts';
import { stopRun } from '../workflow/stop-run.ts';
import type { WorkflowDefinition } from '../workflow/workflow-definition.ts';
import { endUserOf } from '../world/end-user-of.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';
import { readTraceSession } from './chat-payload.ts';
import { takeAnswerFault } from './take-answer-fault.ts';
import { readWorkflowFiles, readWorkflowPayload, type WorkflowPayload } from './workflow-payload.ts';

export { logs } from './workflow-logs.ts';

/** Apps that have runs. */
const withRuns: ReadonlySet<string> = new Set(['workflow', 'advanced-chat']);

export async function run(context: Context): Promise<Response> {
  const body = await readJson(context.request);
  takeAnswerFault(context.server.faults);
  const user = readUser(body.user, 'required');
  const definition = gated(context);
  const payload = readWorkflowPayload(body);
  readTraceSession(context, body);
  return begin(context, definition, user, payload, undefined);
}

export async function runById(context: Context): Promise<Response> {
  const body = await readJson(context.request);
  takeAnswerFault(context.server.faults);
  const user = readUser(body.user, 'required');
  const definition = gated(context);
  const payload = readWorkflowPayload(body);
  readTraceSession(context, body);
  return begin(context, definition, user, payload, context.slots.workflow_id);
}

async function begin(
  context: Context,
  definition: WorkflowDefinition | undefined,
  user: string,
  payload: WorkflowPayload,
  version: string | undefined,
): Promise<Response> {
  const { app, request, respond, server } = context;
  endUserOf(server, app.key, user);
  const release = takeSlot(server, app, payload.streams ? 2 : 1);
  try {
    if (definition === undefined || app.isPublished === false) throw invalidParam('Workflow not published');
    checkVersion(context, definition, version);
    const reader: FileReader = { app, server, user, origin: new URL(request.url).origin };
    let row: WorkflowRunRow;
    try {
      const files = readWorkflowFiles(reader, payload.files);
      const inputs = readStartInputs(definition, payload.inputs, reader);
      row = newRun(context, definition, { user, inputs, files, isBlocking: !payload.streams });
    } catch (error) {
      if (!(error instanceof Refusal) || !payload.streams) throw error;
      release();
      return respond.events(setupErrorStream(context, definition, error, payload.inputs));
    }
    const play = () => playRun({ app, server, definition, row, message: undefined }).finally(release);
    if (payload.streams) {
      return respond.events(readRun(server, { runId: row.id, faults: server.faults, begin: () => void play() }));
    }
    await play();
    return respond.json(wholeRun(context, row), 200, true);
  } catch (error) {
    release();
    throw error;
  }
}

/** The run in one piece. A failed one is a good answer too. */
function wholeRun({ server }: Context, row: WorkflowRunRow): object {
  const { created_at, elapsed_time, error, finished_at, id, outputs, status, task_id, workflow_id } = row;
  const { total_steps, total_tokens } = row;
  const head = { task_id, workflow_run_id: id };
  if (status === 'paused') {
    const paused = pausedData(server, row, openForms(server, row));
    const { paused_nodes, reasons } = paused;
    return {
      ...head,
      data: {
        id,
        workflow_id,
        status,
        outputs: {},
        error: null,
        elapsed_time,
        total_tokens,
        total_steps,
        created_at,
        finished_at: null,
        paused_nodes,
        reasons,
      },
    };
  }
  return {
    ...head,
    data: {
      id,
      workflow_id,
      status,
      outputs,
      error,
      elapsed_time,
      total_tokens,
      total_steps,
      created_at,
      finished_at,
    },
  };
}

export async function stop(context: Context): Promise<Response> {
  const { request, respond, server, slots } = context;
  const body = await readJson(request);
  const user = readUser(body.user, 'required');
  gated(context);
  stopRun(server, slots.task_id ?? '', user);
  return respond.json({ result: 'success' });
}

export function get(context: Context): Response {
  const { app, respond, server, slots } = context;
  runGate(context);
  expireForms(server);
  const id = slots.workflow_run_id ?? '';
  if (!isUuid(id)) throw new Refusal(500, 'unknown', 'Internal Server Error');
  const row = server.world.workflowRuns.get(id);
  if (row?.app !== app.key) throw new Refusal(404, 'not_found', 'Workflow run not found.');
  return respond.json(runDetail(row));
}

export function events(context: Context): Response {
  const { app, query, respond, server, slots } = context;
  const user = readUser(query.get('user'), 'required');
  runGate(context);
  expireForms(server);
  const id = slots.workflow_run_id ?? '';
  if (!isUuid(id)) throw new Refusal(500, 'unknown', 'Internal Server Error');
  const row = server.world.workflowRuns.get(id);
  if (row?.app !== app.key || row.user !== user) throw new Refusal(404, 'not_found', 'Workflow run not found');
  const isOpen = row.status === 'running' || row.status === 'paused';
  const response = respond.events(isOpen ? openEvents(context, row) : replay(context, row));
  response.headers.set('Cache-Control', 'no-cache');
  return response;
}

function openEvents({ query, server }: Context, row: WorkflowRunRow): ReadableStream<Uint8Array> {
  const hasSnapshot = query.get('include_state_snapshot') === 'true';
  const continuesOnPause = query.get('continue_on_pause') === 'true';
  return readRun(server, {
    runId: row.id,
    hasSnapshot,
    continuesOnPause,
    // Such a reader is forgotten when the run has ended.
    staysOpen: continuesOnPause && !hasSnapshot,
    first: hasSnapshot ? snapshotLines(server, row) : [],
    isOver: hasSnapshot && row.status === 'paused' && !continuesOnPause,
  });
}

/** All that is left of a finished run: its last event, as the database has it. */
function replay({ server }: Context, row: WorkflowRunRow): ReadableStream<Uint8Array> {
  const data = finishedData(server, row);
  const event = { event: 'workflow_finished', task_id: row.id, workflow_run_id: row.id, data };
  const bytes = new TextEncoder().encode(`data: ${pythonJson(event)}\n\n`);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

function gated({ app }: Context): WorkflowDefinition | undefined {
  if (app.info.mode !== 'workflow') throw notWorkflow();
  return app.workflow;
}

function runGate({ app }: Context): void {
  if (!withRuns.has(app.info.mode ?? '')) throw notWorkflow();
}

function notWorkflow(): Refusal {
  return new Refusal(400, 'not_workflow_app', 'Please check if your app mode matches the right API route.');
}

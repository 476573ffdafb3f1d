import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, userSchema, uuidOrHandleSchema, uuidSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { InputOf, OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';
import { pauseReasonSchema } from '../../schemas/pause-reason.ts';
import { traceIdSchema, traceSessionIdSchema } from '../../schemas/trace.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));
const isoTimeSchema = v.pipe(
  v.string(),
  v.check((time) => /^\d{4}-\d{2}-\d{2}/.test(time) && !Number.isNaN(Date.parse(time)), 'an ISO 8601 time'),
);

export const runWorkflowSchema = closedObject({
  /** Values of the start node's variables; a file variable takes an `InputFile` or several. @default {} */
  inputs: formValuesSchema,
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: v.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: v.optional(v.picklist(['blocking', 'streaming'])),
  /** For workflows that read `sys.files`. */
  files: v.optional(v.array(inputFileSchema)),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: v.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: v.optional(traceSessionIdSchema),
});

/** What `workflows.run` and its stream take. */
export interface RunWorkflow extends InputOf<typeof runWorkflowSchema> {}

export const runWorkflowByIdSchema = closedObject({
  /** A published version, a UUID. Not the draft. */
  workflow_id: uuidSchema,
  /** Values of the start node's variables; a file variable takes an `InputFile` or several. @default {} */
  inputs: formValuesSchema,
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: v.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: v.optional(v.picklist(['blocking', 'streaming'])),
  /** For workflows that read `sys.files`. */
  files: v.optional(v.array(inputFileSchema)),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: v.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: v.optional(traceSessionIdSchema),
});

/** What `workflows.runById` and its stream take. */
export interface RunWorkflowById extends InputOf<typeof runWorkflowByIdSchema> {}

const workflowRunDataSchema = openObject({
  /** The run's id, a UUID. */
  id: v.string(),
  workflow_id: text,
  /** `succeeded`, `failed`, `stopped`, `partial-succeeded` or `paused`. Open. */
  status: v.string(),
  /** Values of the end nodes by name; `{}` when failed or paused. */
  outputs: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  error: text,
  /** Seconds. */
  elapsed_time: number,
  total_tokens: number,
  total_steps: number,
  /** Unix time in seconds. */
  created_at: number,
  /** Unix time in seconds; `null` while paused. */
  finished_at: number,
  /** Ids of the nodes that wait; only when paused. */
  paused_nodes: v.optional(v.nullable(v.array(v.string()))),
  /** Only when paused. */
  reasons: v.optional(v.nullable(v.array(pauseReasonSchema))),
});

/** How a run of a workflow ended. */
export interface WorkflowRunData extends OutputOf<typeof workflowRunDataSchema> {}

export const workflowRunResultSchema = openObject({
  task_id: v.string(),
  /** Leads to the run's details and events, a UUID. */
  workflow_run_id: v.string(),
  /** A failed run is an answer too, not an error: look at `status`. */
  data: workflowRunDataSchema,
});

/** The end of a run, of a call that did not stream. */
export interface WorkflowRunResult extends OutputOf<typeof workflowRunResultSchema> {}

export const stopWorkflowSchema = closedObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  user: v.optional(userSchema),
});

/** What `workflows.stop` takes. */
export interface StopWorkflow extends OutputOf<typeof stopWorkflowSchema> {}

export const getWorkflowRunSchema = closedObject({
  /** As an event or an answer named it: a UUID, or the handle of one. */
  workflow_run_id: uuidOrHandleSchema,
});

/** What `workflows.get` takes. */
export interface GetWorkflowRun extends OutputOf<typeof getWorkflowRunSchema> {}

export const workflowRunDetailSchema = openObject({
  /** A UUID. Dify 1.12 answers an unknown run with `null` here and in every other field. */
  id: v.nullable(v.string()),
  workflow_id: text,
  /**
   * `running`, `succeeded`, `failed`, `stopped`, `partial-succeeded`, `paused` or `scheduled`. Open. A run that was
   * stopped can say `running` for a while, on Dify 1.14 for ever.
   */
  status: v.nullable(v.string()),
  /** JSON as text; some servers send it decoded. */
  inputs: v.optional(v.nullable(v.union([v.string(), dictionary(v.string(), v.unknown())]))),
  /** By name, `{}` when there are none; JSON as text on Dify 1.12. A chatflow's text is `answer`. */
  outputs: v.optional(v.nullable(v.union([dictionary(v.string(), v.unknown()), v.string()]))),
  error: text,
  total_steps: number,
  total_tokens: number,
  /** Unix time in seconds. */
  created_at: number,
  /** Unix time in seconds; `null` while running or paused. */
  finished_at: number,
  /** Seconds; 0 while running or paused. */
  elapsed_time: number,
});

/** A run of a workflow or chatflow as Dify stores it. */
export interface WorkflowRunDetail extends OutputOf<typeof workflowRunDetailSchema> {}

export const streamWorkflowEventsSchema = closedObject({
  /** As an event or an answer named it: a UUID, or the handle of one. */
  workflow_run_id: uuidOrHandleSchema,
  /** Who started the run: anyone else gets a 404. */
  user: v.optional(userSchema),
  /** Whether to begin with the nodes that ran already. Text streamed before never comes again. @default false */
  include_state_snapshot: v.optional(v.boolean()),
  /** Whether to stay open across a pause. Without the snapshot it then stays open after the end too. @default false */
  continue_on_pause: v.optional(v.boolean()),
});

/** What `workflows.events` takes. */
export interface StreamWorkflowEvents extends OutputOf<typeof streamWorkflowEventsSchema> {}

export const listWorkflowLogsSchema = closedObject({
  /** Looks into inputs, outputs, ids and users. */
  keyword: v.optional(v.string()),
  status: v.optional(v.picklist(['succeeded', 'failed', 'stopped'])),
  /** ISO 8601, e.g. `2026-01-31T12:00:00Z`. */
  created_at__before: v.optional(isoTimeSchema),
  /** ISO 8601, e.g. `2026-01-31T12:00:00Z`. */
  created_at__after: v.optional(isoTimeSchema),
  /** Runs of this end user: the `user` they were started with. */
  created_by_end_user_session_id: v.optional(v.string()),
  /** Runs of this colleague, by mail address. */
  created_by_account: v.optional(v.string()),
  /** From 1. @default 1 */
  page: v.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
});

/** What `workflows.logs` takes. */
export interface ListWorkflowLogs extends OutputOf<typeof listWorkflowLogsSchema> {}

const workflowLogRunSchema = openObject({
  /** A UUID. */
  id: v.string(),
  /** When the version was published, as text. */
  version: text,
  /** `running`, `succeeded`, `failed`, `stopped`, `partial-succeeded` or `paused`. Open. */
  status: text,
  /** `app-run`, `debugging`, `webhook`, `schedule`, `plugin`, … Open. */
  triggered_from: text,
  error: text,
  /** Seconds. */
  elapsed_time: number,
  total_tokens: number,
  total_steps: number,
  /** Unix time in seconds. */
  created_at: number,
  /** Unix time in seconds. */
  finished_at: number,
  /** Nodes that failed and were got over. */
  exceptions_count: number,
});

/** The run that a log line is about. */
export interface WorkflowLogRun extends OutputOf<typeof workflowLogRunSchema> {}

export const workflowLogSchema = openObject({
  /** Of the line, not of the run. A UUID. */
  id: v.string(),
  workflow_run: v.optional(v.nullable(workflowLogRunSchema)),
  /** About the trigger; `null` for normal runs. */
  details: v.optional(v.nullable(v.unknown())),
  /** `service-api`, `web-app`, `installed-app` or `openapi`. Open. */
  created_from: text,
  /** `end_user` or `account`. Open. */
  created_by_role: text,
  created_by_account: v.optional(v.nullable(openObject({ id: text, name: text, email: text }))),
  created_by_end_user: v.optional(
    v.nullable(
      openObject({ id: text, type: text, is_anonymous: v.optional(v.nullable(v.boolean())), session_id: text }),
    ),
  ),
  /** Unix time in seconds. */
  created_at: number,
});

/** A line of a workflow's log. */
export interface WorkflowLog extends OutputOf<typeof workflowLogSchema> {}

import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, userSchema, uuidOrHandleSchema, uuidSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import { limitSchema } from '../../schemas/limit.ts';
import { pageNumberSchema } from '../../schemas/page-number.ts';
import { pauseReasonSchema } from '../../schemas/pause-reason.ts';
import { traceIdSchema, traceSessionIdSchema } from '../../schemas/trace.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));
const isoTimeSchema = checked(
  z.string(),
  z.refine((time) => /^\d{4}-\d{2}-\d{2}/.test(time) && !Number.isNaN(Date.parse(time)), 'an ISO 8601 time'),
);

export const runWorkflowSchema = z.strictObject({
  /** Values of the start node's variables; a file variable takes an `InputFile` or several. @default {} */
  inputs: formValuesSchema,
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: z.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: z.optional(z.enum(['blocking', 'streaming'])),
  /** For workflows that read `sys.files`. */
  files: z.optional(z.array(inputFileSchema)),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: z.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: z.optional(traceSessionIdSchema),
});

/** What `workflows.run` and its stream take. */
export interface RunWorkflow extends z.input<typeof runWorkflowSchema> {}

export const runWorkflowByIdSchema = z.strictObject({
  /** A published version, a UUID. Not the draft. */
  workflow_id: uuidSchema,
  /** Values of the start node's variables; a file variable takes an `InputFile` or several. @default {} */
  inputs: formValuesSchema,
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: z.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: z.optional(z.enum(['blocking', 'streaming'])),
  /** For workflows that read `sys.files`. */
  files: z.optional(z.array(inputFileSchema)),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: z.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: z.optional(traceSessionIdSchema),
});

/** What `workflows.runById` and its stream take. */
export interface RunWorkflowById extends z.input<typeof runWorkflowByIdSchema> {}

const workflowRunDataSchema = z.looseObject({
  /** The run's id, a UUID. */
  id: z.string(),
  workflow_id: text,
  /** `succeeded`, `failed`, `stopped`, `partial-succeeded` or `paused`. Open. */
  status: z.string(),
  /** Values of the end nodes by name; `{}` when failed or paused. */
  outputs: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
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
  paused_nodes: z.optional(z.nullable(z.array(z.string()))),
  /** Only when paused. */
  reasons: z.optional(z.nullable(z.array(pauseReasonSchema))),
});

/** How a run of a workflow ended. */
export interface WorkflowRunData extends z.infer<typeof workflowRunDataSchema> {}

export const workflowRunResultSchema = z.looseObject({
  task_id: z.string(),
  /** Leads to the run's details and events, a UUID. */
  workflow_run_id: z.string(),
  /** A failed run is an answer too, not an error: look at `status`. */
  data: workflowRunDataSchema,
});

/** The end of a run, of a call that did not stream. */
export interface WorkflowRunResult extends z.infer<typeof workflowRunResultSchema> {}

export const stopWorkflowSchema = z.strictObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  user: z.optional(userSchema),
});

/** What `workflows.stop` takes. */
export interface StopWorkflow extends z.infer<typeof stopWorkflowSchema> {}

export const getWorkflowRunSchema = z.strictObject({
  /** As an event or an answer named it: a UUID, or the handle of one. */
  workflow_run_id: uuidOrHandleSchema,
});

/** What `workflows.get` takes. */
export interface GetWorkflowRun extends z.infer<typeof getWorkflowRunSchema> {}

export const workflowRunDetailSchema = z.looseObject({
  /** A UUID. Dify 1.12 answers an unknown run with `null` here and in every other field. */
  id: z.nullable(z.string()),
  workflow_id: text,
  /**
   * `running`, `succeeded`, `failed`, `stopped`, `partial-succeeded`, `paused` or `scheduled`. Open. A run that was
   * stopped can say `running` for a while, on Dify 1.14 for ever.
   */
  status: z.nullable(z.string()),
  /** JSON as text; some servers send it decoded. */
  inputs: z.optional(z.nullable(z.union([z.string(), z.record(z.string(), z.unknown())]))),
  /** By name, `{}` when there are none; JSON as text on Dify 1.12. A chatflow's text is `answer`. */
  outputs: z.optional(z.nullable(z.union([z.record(z.string(), z.unknown()), z.string()]))),
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
export interface WorkflowRunDetail extends z.infer<typeof workflowRunDetailSchema> {}

export const streamWorkflowEventsSchema = z.strictObject({
  /** As an event or an answer named it: a UUID, or the handle of one. */
  workflow_run_id: uuidOrHandleSchema,
  /** Who started the run: anyone else gets a 404. */
  user: z.optional(userSchema),
  /** Whether to begin with the nodes that ran already. Text streamed before never comes again. @default false */
  include_state_snapshot: z.optional(z.boolean()),
  /** Whether to stay open across a pause. Without the snapshot it then stays open after the end too. @default false */
  continue_on_pause: z.optional(z.boolean()),
});

/** What `workflows.events` takes. */
export interface StreamWorkflowEvents extends z.infer<typeof streamWorkflowEventsSchema> {}

export const listWorkflowLogsSchema = z.strictObject({
  /** Looks into inputs, outputs, ids and users. */
  keyword: z.optional(z.string()),
  status: z.optional(z.enum(['succeeded', 'failed', 'stopped'])),
  /** ISO 8601, e.g. `2026-01-31T12:00:00Z`. */
  created_at__before: z.optional(isoTimeSchema),
  /** ISO 8601, e.g. `2026-01-31T12:00:00Z`. */
  created_at__after: z.optional(isoTimeSchema),
  /** Runs of this end user: the `user` they were started with. */
  created_by_end_user_session_id: z.optional(z.string()),
  /** Runs of this colleague, by mail address. */
  created_by_account: z.optional(z.string()),
  /** From 1. @default 1 */
  page: z.optional(pageNumberSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
});

/** What `workflows.logs` takes. */
export interface ListWorkflowLogs extends z.infer<typeof listWorkflowLogsSchema> {}

const workflowLogRunSchema = z.looseObject({
  /** A UUID. */
  id: z.string(),
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
export interface WorkflowLogRun extends z.infer<typeof workflowLogRunSchema> {}

export const workflowLogSchema = z.looseObject({
  /** Of the line, not of the run. A UUID. */
  id: z.string(),
  workflow_run: z.optional(z.nullable(workflowLogRunSchema)),
  /** About the trigger; `null` for normal runs. */
  details: z.optional(z.nullable(z.unknown())),
  /** `service-api`, `web-app`, `installed-app` or `openapi`. Open. */
  created_from: text,
  /** `end_user` or `account`. Open. */
  created_by_role: text,
  created_by_account: z.optional(z.nullable(z.looseObject({ id: text, name: text, email: text }))),
  created_by_end_user: z.optional(
    z.nullable(
      z.looseObject({ id: text, type: text, is_anonymous: z.optional(z.nullable(z.boolean())), session_id: text }),
    ),
  ),
  /** Unix time in seconds. */
  created_at: number,
});

/** A line of a workflow's log. */
export interface WorkflowLog extends z.infer<typeof workflowLogSchema> {}

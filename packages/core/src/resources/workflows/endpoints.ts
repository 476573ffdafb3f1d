import * as v from 'valibot';

import { endpoint } from '../../endpoint.ts';
import { type NumberPage, numberPageSchema } from '../../schemas/number-page.ts';
import { type Result, resultSchema } from '../../schemas/result.ts';
import {
  type GetWorkflowRun,
  getWorkflowRunSchema,
  type ListWorkflowLogs,
  listWorkflowLogsSchema,
  type RunWorkflow,
  type RunWorkflowById,
  runWorkflowByIdSchema,
  runWorkflowSchema,
  type StopWorkflow,
  type StreamWorkflowEvents,
  stopWorkflowSchema,
  streamWorkflowEventsSchema,
  type WorkflowLog,
  type WorkflowRunDetail,
  type WorkflowRunResult,
  workflowLogSchema,
  workflowRunDetailSchema,
  workflowRunResultSchema,
} from './schemas.ts';

/**
 * Runs the published workflow. Never sent twice by itself: each call is a new run. A run that failed is an answer too:
 * look at `data.status`.
 *
 * @throws RateLimitError with code `too_many_requests` when too many runs go on at once; a stream counts as two.
 * @throws BadRequestError with code `not_workflow_app`; `invalid_param` when nothing is published, for inputs that
 *   do not fit, and for a model that failed.
 * @see https://docs.dify.ai/en/api-reference/workflow-runs/run-workflow
 */
export const run = endpoint<RunWorkflow, WorkflowRunResult>({
  operationId: 'executeWorkflow',
  method: 'POST',
  path: '/workflows/run',
  payload: 'json',
  user: 'required',
  input: runWorkflowSchema,
  output: workflowRunResultSchema,
  events: true,
});

/**
 * Runs one published version of the workflow. Never sent twice by itself: each call is a new run.
 *
 * @throws NotFoundError when there is no such version.
 * @throws PermissionDeniedError with code `workflow_version_execution_not_allowed` when the plan does not include it.
 * @throws RateLimitError with code `too_many_requests` when too many runs go on at once; a stream counts as two.
 * @throws BadRequestError with code `bad_request` for the draft, `not_workflow_app`, `invalid_param`.
 * @see https://docs.dify.ai/en/api-reference/workflow-runs/run-workflow-by-id
 */
export const runById = endpoint<RunWorkflowById, WorkflowRunResult>({
  operationId: 'runWorkflowById',
  method: 'POST',
  path: '/workflows/{workflow_id}/run',
  payload: 'json',
  user: 'required',
  input: runWorkflowByIdSchema,
  output: workflowRunResultSchema,
  events: true,
});

/**
 * Asks Dify to stop a run. Succeeds for unknown and finished tasks too; a run that waits for a person stays so. Any
 * user of the app may. Safe to repeat.
 *
 * @throws BadRequestError with code `not_workflow_app`.
 * @see https://docs.dify.ai/en/api-reference/workflow-runs/stop-workflow-task
 */
export const stop = endpoint<StopWorkflow, Result>({
  operationId: 'stopWorkflowTaskGeneration',
  method: 'POST',
  path: '/workflows/tasks/{task_id}/stop',
  payload: 'json',
  user: 'required',
  input: stopWorkflowSchema,
  output: resultSchema,
  idempotent: true,
});

/**
 * Tells how a run of a workflow or chatflow stands or ended. Not scoped by user.
 *
 * @throws NotFoundError when there is no such run; Dify 1.12 answers one full of `null` instead.
 * @throws BadRequestError with code `not_workflow_app`.
 * @see https://docs.dify.ai/en/api-reference/workflow-runs/get-workflow-run-detail
 */
export const get = endpoint<GetWorkflowRun, WorkflowRunDetail>({
  operationId: 'getWorkflowRunDetail',
  method: 'GET',
  path: '/workflows/run/{workflow_run_id}',
  payload: 'query',
  user: 'none',
  input: getWorkflowRunSchema,
  output: workflowRunDetailSchema,
});

/**
 * Attaches to a run: what happens from now on, or the end of a finished run. Since Dify 1.14. Have one reader a run,
 * and wait about 1.5 seconds after a lost connection, for on Dify 1.16 a reader that leaves disturbs the others.
 *
 * @throws NotFoundError when this user has no such run.
 * @throws BadRequestError with code `not_workflow_app`.
 * @see https://docs.dify.ai/en/api-reference/workflow-runs/stream-workflow-events
 */
export const events = endpoint<StreamWorkflowEvents, unknown>({
  operationId: 'streamWorkflowEvents',
  method: 'GET',
  path: '/workflow/{workflow_run_id}/events',
  payload: 'query',
  user: 'required',
  input: streamWorkflowEventsSchema,
  output: v.unknown(),
  events: 'only',
});

/**
 * Lists the app's workflow runs, of all users, newest first.
 *
 * @throws BadRequestError with code `invalid_param` for the mail address of nobody.
 * @see https://docs.dify.ai/en/api-reference/workflow-runs/list-workflow-logs
 */
export const logs = endpoint<ListWorkflowLogs, NumberPage<WorkflowLog>>({
  operationId: 'getWorkflowLogs',
  method: 'GET',
  path: '/workflows/logs',
  payload: 'query',
  user: 'none',
  input: listWorkflowLogsSchema,
  output: numberPageSchema(workflowLogSchema),
  pages: 'page',
});

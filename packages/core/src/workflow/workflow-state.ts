import type { WorkflowRun } from '../chat/workflow-run.ts';
import type { DifyError } from '../errors/dify-error.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import type { RunOutcome, RunStatus } from '../stores/run-status.ts';
import type { RunFile } from './run-files.ts';
import type { RunText } from './run-text.ts';

/** A workflow's run as the reducer sees it. */
export interface WorkflowState {
  readonly status: RunStatus;
  readonly error: DifyError | null;
  readonly outcome: RunOutcome | null;
  readonly run: WorkflowRun | null;
  /** What was streamed, by variable. */
  readonly texts: readonly RunText[];
  /** What models thought, by node. */
  readonly thoughts: readonly RunText[];
  readonly files: readonly RunFile[];
  readonly forms: readonly PendingForm[];
  /** Unix time in milliseconds by our clock; `null` before any run. */
  readonly startedAt: number | null;
  readonly elapsedMs: number | null;
  /** Text in the middle was said while nobody listened. */
  readonly hasGap: boolean;
  /** The run has gone on after a pause: some servers lose it then and call it stopped. */
  readonly wasResumed: boolean;
}

/** A workflow before any run. */
export const noRun: WorkflowState = {
  status: 'ready',
  error: null,
  outcome: null,
  run: null,
  texts: [],
  thoughts: [],
  files: [],
  forms: [],
  startedAt: null,
  elapsedMs: null,
  hasGap: false,
  wasResumed: false,
};

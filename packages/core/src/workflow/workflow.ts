import type { RunBranch } from '../chat/run-tree.ts';
import type { RunNode, WorkflowRun } from '../chat/workflow-run.ts';
import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import type { FormReply, SubmitResult } from '../human-input/submit-form.ts';
import type { InputFile } from '../schemas/input-file.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { RunResult } from '../stores/run-result.ts';
import type { RunActionResult, RunOutcome, RunStatus } from '../stores/run-status.ts';
import type { RunFile } from './run-files.ts';
import type { RunText } from './run-text.ts';

/** A workflow's run at one moment. The same object until something changes; unchanged parts keep their identity. */
export interface WorkflowSnapshot<Outputs extends object = Record<string, unknown>> {
  readonly status: RunStatus;
  /** Why the last run failed. */
  readonly error: DifyError | null;
  /** How the run ended; `null` while it goes on or waits, and before any run. */
  readonly outcome: RunOutcome | null;
  /** Leads to the run's details; `null` until it has begun. */
  readonly runId: string | null;
  /** How the server calls the state of the run; `null` until it has begun. */
  readonly runStatus: WorkflowRun['status'] | null;
  /** The steps in the order of arrival. */
  readonly nodes: readonly RunNode[];
  /** The steps as a tree: what runs inside an iteration or a loop stands below it. */
  readonly tree: readonly RunBranch[];
  /**
   * What the run says, in Markdown: the texts among its outputs, and until these are there what has been streamed. Several
   * stand apart with an empty line between.
   */
  readonly text: string;
  /** What was streamed, by variable: a preview. Other outputs than text come along as text too. */
  readonly texts: readonly RunText[];
  /** What models thought, by node. */
  readonly thoughts: readonly RunText[];
  /** What the end nodes give, by name; `null` until the run has given it. */
  readonly outputs: Outputs | null;
  /** The files of the outputs. */
  readonly files: readonly RunFile[];
  /** The forms that the run waits for, or waited for, in the order in which they came. */
  readonly forms: readonly PendingForm[];
  /** Unix time in milliseconds by our clock; `null` before any run. For a clock: now less this. */
  readonly startedAt: number | null;
  /** How long the run took; `null` until it has ended. */
  readonly elapsedMs: number | null;
  readonly totalTokens: number | null;
  /** Whether streamed text is missing in the middle: the outputs bring it at the end. */
  readonly hasGap: boolean;
}

/** What can be given beside the values of the variables. */
export interface RunWorkflowOptions {
  /** For workflows that read `sys.files`. Files of variables belong to the values. */
  readonly files?: readonly InputFile[] | undefined;
}

/** How a run ended. `ok` is true also for one that was stopped, or waits for a form. */
export type WorkflowResult<Outputs extends object = Record<string, unknown>> = RunResult<WorkflowSnapshot<Outputs>>;

/** The verbs of a workflow. One object for life; none of them rejects. */
export interface WorkflowActions<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
> {
  /**
   * Runs the workflow, and resolves when it has ended or waits for a form. Refused with `busy` while a run goes on.
   *
   * @param inputs values of the start node's variables. @default those of the last run, else the store's
   */
  run(inputs?: Inputs, options?: RunWorkflowOptions): Promise<WorkflowResult<Outputs>>;
  /** Ends the run at once, keeps what it has said and tells Dify once. A run that waits cannot be stopped: `nothing-to-do`. */
  stop(): Promise<RunActionResult>;
  /** Goes on with a run: one that was saved before a reload, or the last one here after its connection was lost. */
  resume(saved?: SavedRun): Promise<WorkflowResult<Outputs>>;
  /** Answers a form by its id; then the run goes on in the same snapshot. */
  submitForm(formId: string, reply: FormReply): Promise<SubmitResult>;
  /** Forgets the error of the last run; what it has said stays. */
  clearError(): void;
  /** Forgets the run. Detaches from one that goes on; does not stop it. */
  reset(): void;
}

/** What a workflow tells while it lives. */
export interface WorkflowListeners<Outputs extends object = Record<string, unknown>> {
  /** Every event of the stream, unknown ones too. */
  onEvent?: (event: DifyEvent) => void;
  /** A run has ended, whatever the end. */
  onFinish?: (snapshot: WorkflowSnapshot<Outputs>) => void;
  /** The run waits for these forms. */
  onPause?: (forms: readonly PendingForm[]) => void;
  /** Something failed; the same error stands in the snapshot. */
  onError?: (error: DifyError) => void;
  /** Something odd that harmed nothing: a line that was no JSON, an event of another run. */
  onWarning?: (warning: string) => void;
  /** What to keep so that the run can be gone on with after a reload; `null` when it is over. Ids only, no text. */
  onRunChange?: (saved: SavedRun | null) => void;
}

/** One place where a workflow runs: its last run, and the verbs. Lives outside any view. */
export interface WorkflowStore<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
> {
  /** The state of this moment; the same object until something changes. */
  getSnapshot(): WorkflowSnapshot<Outputs>;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  readonly actions: WorkflowActions<Inputs, Outputs>;
  /** Ends its life here: connections close, nothing is called any more. Does not stop a run. */
  dispose(): void;
}

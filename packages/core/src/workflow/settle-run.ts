import { closeRun } from '../chat/reduce-run.ts';
import type { WorkflowRun } from '../chat/workflow-run.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { WorkflowFinishedEvent } from '../events/run-events.ts';
import { isOpen, type PendingForm } from '../human-input/pending-form.ts';
import type { RunOutcome } from '../stores/run-status.ts';
import { apiError } from '../transport/dify-error-from.ts';
import { filesOfRun } from './run-files.ts';
import type { WorkflowState } from './workflow-state.ts';

/** The run with its end: what it left open is closed, forms too. A run that has ended stays as it ended. */
export function settleRun(state: WorkflowState, outcome: RunOutcome, now: number): WorkflowState {
  if (state.outcome !== null || state.startedAt === null) return state;
  // Looked after in vain: a run that waits still waits.
  if (outcome.type === 'interrupted' && state.run?.status === 'paused') return { ...state, status: 'paused' };
  const isBad = outcome.type === 'failed' || outcome.type === 'interrupted';
  return {
    ...state,
    status: isBad ? 'error' : 'ready',
    error: isBad ? outcome.error : null,
    outcome,
    run: state.run && closeRun(state.run, runStatus(state.run, outcome)),
    forms: outcome.type === 'interrupted' ? state.forms : closeForms(state.forms),
    elapsedMs: state.run?.elapsedMs ?? Math.max(0, now - state.startedAt),
  };
}

/** The run with the end that its stream tells. */
export function finishRun(state: WorkflowState, { data }: WorkflowFinishedEvent, now: number): WorkflowState {
  const { run } = state;
  if (run === null) return state;
  const files = filesOfRun(data.outputs, data.files);
  const known = files.length === 0 ? state : { ...state, files };
  return settleRun(known, outcomeOf(run, state.wasResumed), now);
}

/** How a run ended, by what its last event said. */
export function outcomeOf({ status, error }: WorkflowRun, wasResumed: boolean): RunOutcome {
  if (status === 'failed') {
    if (/^Aborted: (?:User requested stop|App task was stopped)/.test(error ?? '')) return { type: 'stopped' };
    const message = error ?? 'The workflow failed.';
    return { type: 'failed', error: apiError(400, { code: 'invalid_param', message }) };
  }
  if (status !== 'stopped') return { type: 'complete' };
  return wasResumed ? { type: 'failed', error: lostAfterForm() } : { type: 'stopped' };
}

/** Nobody stopped it: some servers end a run once its form was answered, and lose what it had made. */
function lostAfterForm(): StreamError {
  const message = 'The server ended the run after its form was answered, and its outputs were lost. Run it again.';
  return new StreamError(message, { code: 'lost_after_form' });
}

function runStatus({ status }: WorkflowRun, { type }: RunOutcome): WorkflowRun['status'] {
  if (type === 'failed') return 'failed';
  if (type === 'complete') return status === 'partial-succeeded' ? status : 'succeeded';
  return type === 'stopped' ? 'stopped' : status;
}

function closeForms(forms: readonly PendingForm[]): readonly PendingForm[] {
  if (!forms.some(isOpen)) return forms;
  return forms.map((form) => (isOpen(form) ? { ...form, state: 'closed' as const } : form));
}

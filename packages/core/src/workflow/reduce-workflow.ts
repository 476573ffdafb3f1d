import { reduceRun } from '../chat/reduce-run.ts';
import type { DifyEvent, WorkflowEvent, WorkflowPausedEvent } from '../events/dify-event.ts';
import { isOpen, type PendingForm } from '../human-input/pending-form.ts';
import { changeForm, expireForms, reduceForms } from '../human-input/reduce-forms.ts';
import { outcomeOfError } from '../stores/outcome-of-error.ts';
import type { RunStep } from '../stores/run-driver.ts';
import type { RunOutcome } from '../stores/run-status.ts';
import { appendPiece } from './run-text.ts';
import { finishRun, outcomeOf, settleRun } from './settle-run.ts';
import { noRun, type WorkflowState } from './workflow-state.ts';

/** Everything that can happen to a workflow's run. Times are Unix milliseconds. */
export type WorkflowAction =
  | RunStep
  /** The end of a run whose stream told a doubtful one; `null` when the server does not know better. */
  | { readonly type: 'decided'; readonly event: DifyEvent | null; readonly now: number }
  | { readonly type: 'form'; readonly form: PendingForm }
  | { readonly type: 'form-answered' }
  | { readonly type: 'forms-expired'; readonly now: number }
  | { readonly type: 'error-cleared' }
  | { readonly type: 'reset' };

/** The run after something happened. Pure; what did not change keeps its identity. */
export function reduceWorkflow(state: WorkflowState, action: WorkflowAction): WorkflowState {
  switch (action.type) {
    case 'event':
      return takeEvent(state, action.event, action.now);
    case 'started': {
      const status = action.isReplay ? 'reconnecting' : 'submitted';
      return { ...noRun, status, startedAt: action.startedAt };
    }
    case 'went-on':
      return state.startedAt === null ? state : { ...state, status: 'reconnecting', error: null, outcome: null };
    case 'settled':
      return settleRun(state, action.outcome, action.now);
    case 'decided':
      return decided(state, action.event, action.now);
    case 'stopping':
      return { ...settleRun(state, { type: 'stopped' }, action.now), status: 'stopping' };
    case 'stop-told':
      return stopTold(state, action.unaware);
    case 'reconnecting':
      return isRunning(state) ? { ...state, status: 'reconnecting' } : state;
    case 'reconnected':
      return state.status === 'reconnecting' ? { ...state, status: 'streaming' } : state;
    case 'gap':
      return isRunning(state) ? { ...state, hasGap: true } : state;
    case 'form':
      return withForms(
        state,
        changeForm(state.forms, action.form.id, () => action.form),
      );
    case 'form-answered':
      return goOn(state);
    case 'forms-expired':
      return withForms(state, expireForms(state.forms, action.now));
    case 'error-cleared':
      return { ...state, error: null, status: state.status === 'error' ? 'ready' : state.status };
    case 'reset':
      return noRun;
  }
}

function takeEvent(state: WorkflowState, event: DifyEvent, now: number): WorkflowState {
  if (state.outcome !== null || state.startedAt === null) return state;
  switch (event.event) {
    case 'error':
      return settleRun(state, outcomeOfError(event), now);
    case 'text_chunk':
      return begun({ ...state, texts: appendPiece(state.texts, event.data.from_variable_selector, event.data.text) });
    case 'reasoning_chunk':
      return begun({
        ...state,
        thoughts: appendPiece(state.thoughts, [event.data.node_id ?? ''], event.data.reasoning),
      });
    case 'unknown':
    case 'message':
    case 'agent_message':
    case 'agent_thought':
    case 'message_file':
    case 'message_end':
    case 'message_replace':
    case 'tts_message':
    case 'tts_message_end':
      return state;
    default:
      return takeRunEvent(state, event, now);
  }
}

function takeRunEvent(state: WorkflowState, event: WorkflowEvent, now: number): WorkflowState {
  const before = state.run ?? { id: event.workflow_run_id ?? '', status: 'running', nodes: [] };
  const forms = reduceForms(state.forms, event, now);
  const isOld = event.event === 'workflow_paused' && isOldPause(forms, event);
  const run = isOld ? before : (reduceRun(before, event) ?? before);
  if (run === before && forms === state.forms && state.run !== null && !isOld) return state;
  const next = begun({ ...state, run, forms });
  switch (event.event) {
    case 'workflow_paused':
      return isOld ? next : { ...next, status: 'paused' };
    case 'workflow_started': {
      const wasResumed = state.wasResumed || event.data.reason === 'resumption';
      return { ...next, status: 'streaming', wasResumed };
    }
    case 'workflow_finished':
      return isDoubtful(next) ? { ...next, status: 'reconnecting' } : finishRun(next, event, now);
    default:
      return next;
  }
}

/**
 * Some servers end a run as stopped once its form was answered. Nobody here stopped it, so that its end is asked for.
 */
export function isDoubtful({ run, wasResumed, outcome }: WorkflowState): boolean {
  return outcome === null && wasResumed && run?.status === 'stopped';
}

function decided(state: WorkflowState, event: DifyEvent | null, now: number): WorkflowState {
  if (!isDoubtful(state) || state.run === null) return state;
  if (event?.event === 'workflow_finished') {
    const run = reduceRun(state.run, event) ?? state.run;
    return finishRun({ ...state, run }, event, now);
  }
  return settleRun(state, outcomeOf(state.run, true), now);
}

/** A pause that a replay or a snapshot tells of again: all its forms are answered. */
function isOldPause(forms: readonly PendingForm[], { data }: WorkflowPausedEvent): boolean {
  const ids = (data.reasons ?? []).flatMap(({ form_id }) => form_id || []);
  const isAnswered = (form: PendingForm) => !isOpen(form) && form.state !== 'timed-out';
  return ids.length > 0 && ids.every((id) => forms.some((form) => form.id === id && isAnswered(form)));
}

/** Its form was answered: the run goes on in the same place. */
function goOn(state: WorkflowState): WorkflowState {
  if (state.status !== 'paused' || state.run === null) return state;
  return { ...state, status: 'streaming', wasResumed: true, run: { ...state.run, status: 'running' } };
}

function stopTold(state: WorkflowState, unaware: boolean): WorkflowState {
  const status = state.status === 'stopping' ? 'ready' : state.status;
  const outcome: RunOutcome | null =
    unaware && state.outcome?.type === 'stopped' ? { type: 'stopped', serverUnaware: true } : state.outcome;
  return { ...state, status, outcome };
}

function begun(state: WorkflowState): WorkflowState {
  return state.status === 'submitted' || state.status === 'reconnecting' ? { ...state, status: 'streaming' } : state;
}

function withForms(state: WorkflowState, forms: readonly PendingForm[]): WorkflowState {
  return forms === state.forms ? state : { ...state, forms };
}

function isRunning({ outcome, startedAt }: WorkflowState): boolean {
  return outcome === null && startedAt !== null;
}

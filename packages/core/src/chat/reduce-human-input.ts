import type { DifyEvent, WorkflowEvent } from '../events/dify-event.ts';
import { isOpen, type PendingForm } from '../human-input/pending-form.ts';
import { expireForms, reduceForms } from '../human-input/reduce-forms.ts';
import { rawId } from '../runs/raw-id.ts';
import { type AssistantMessage, type ChatMessage, formsOf, type MessagePart } from './message.ts';
import { rawTextOf } from './raw-text-of.ts';
import { resumeAfter } from './resumed-text.ts';
import type { ChatState } from './state.ts';
import { thinkScan } from './think-tags.ts';

/** The answer with what an event says of its forms. The same where it says nothing. */
export function takeFormEvent(live: AssistantMessage, event: WorkflowEvent, now: number): AssistantMessage {
  const forms = formsOf(live);
  return withForms(live, reduceForms(forms, event, now));
}

/** An answer with these forms: each in its place, new ones at the end. The same where nothing changes. */
function withForms(message: AssistantMessage, forms: readonly PendingForm[]): AssistantMessage {
  const byId = new Map(forms.map((form) => [form.id, form]));
  const kept = message.parts.map((part): MessagePart => {
    const form = part.type === 'human-input' ? byId.get(part.id) : undefined;
    if (part.type !== 'human-input' || form === undefined) return part;
    byId.delete(part.id);
    return form === part.form ? part : { ...part, form };
  });
  const added = [...byId.values()].map((form) => ({ type: 'human-input' as const, id: form.id, form }));
  if (added.length === 0 && kept.every((part, at) => part === message.parts[at])) return message;
  return { ...message, parts: [...kept, ...added] };
}

/** Whether a pause is old news: every form that it names was answered from here. */
export function isOldPause(live: AssistantMessage, event: WorkflowEvent): boolean {
  const { reasons } = event.data;
  if (!Array.isArray(reasons)) return false;
  const named = reasons.flatMap((reason: unknown) => formIdOf(reason));
  const forms = formsOf(live);
  const isAnswered = (id: string) =>
    forms.some((form) => form.id === id && !isOpen(form) && form.state !== 'timed-out');
  return named.length > 0 && named.every(isAnswered);
}

/**
 * The conversation with a waiting answer growing again: its form was answered, here or elsewhere. Everything that comes
 * belongs to it, also when newer turns stand below.
 */
export function resume(state: ChatState, id: string): ChatState {
  const row = state.rows.findLast((one) => one.id === id);
  if (row?.role !== 'assistant' || state.live !== null) return state;
  const { run } = row;
  const live: AssistantMessage = {
    ...row,
    status: { type: 'streaming' },
    ...(run === undefined ? {} : { run: { ...run, status: 'running' } }),
  };
  return {
    ...state,
    status: 'streaming',
    error: null,
    suggestions: [],
    rows: state.rows.filter((one) => one !== row),
    live,
    held: null,
    textFrom: null,
    thinking: thinkScan,
    resumed: resumeAfter(rawTextOf(row)),
  };
}

/** A stream that was read through the pause goes on with the answer that waits. */
export function resumeByEvent(state: ChatState, event: DifyEvent): ChatState {
  if (event.event !== 'workflow_started' || event.data.reason !== 'resumption') return state;
  const runId = rawId(event.workflow_run_id ?? event.data.id ?? '');
  const row = state.rows.findLast(
    (one) =>
      one.role === 'assistant' &&
      one.status.type === 'paused' &&
      (event.message_id === undefined
        ? runId !== '' && rawId(one.run?.id ?? '') === runId
        : one.serverId === event.message_id),
  );
  return row === undefined ? state : resume(state, row.id);
}

/** A conversation with one form changed, wherever it stands. */
export function changeForm(state: ChatState, form: PendingForm): ChatState {
  return changeAnswers(state, (answer) =>
    answer.parts.some((part) => part.type === 'human-input' && part.id === form.id)
      ? withForms(
          answer,
          formsOf(answer).map((one) => (one.id === form.id ? form : one)),
        )
      : answer,
  );
}

/** A conversation after time has passed: forms that were not answered are over. */
export function expire(state: ChatState, now: number): ChatState {
  return changeAnswers(state, (answer) => withForms(answer, expireForms(formsOf(answer), now)));
}

function changeAnswers(state: ChatState, change: (answer: AssistantMessage) => AssistantMessage): ChatState {
  const rows = state.rows.map((row): ChatMessage => (row.role === 'assistant' ? change(row) : row));
  const isSame = rows.every((row, at) => row === state.rows[at]);
  const live = state.live && change(state.live);
  return isSame && live === state.live ? state : { ...state, rows: isSame ? state.rows : rows, live };
}

function formIdOf(reason: unknown): string[] {
  const id: unknown = typeof reason === 'object' && reason !== null ? Reflect.get(reason, 'form_id') : undefined;
  return typeof id === 'string' && id !== '' ? [id] : [];
}

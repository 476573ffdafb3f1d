import type { DifyEvent } from '../events/dify-event.ts';
import type { FormDefinition } from '../schemas/form-definition.ts';
import { type FormAnswer, type FormState, isOpen, type PendingForm } from './pending-form.ts';
import { readAnswer, readForm } from './read-form.ts';

type Forms = readonly PendingForm[];

/**
 * The forms of a run after one more of its events; the same list when the event changes nothing of them. Pure.
 * Forms stand in the order in which they were told of first, and are told apart by id.
 *
 * Servers since 1.16 do not say that a form was answered: then it shows when its node finishes, or the run goes on.
 *
 * @param now Unix time in milliseconds: a form may be over before the server notices.
 */
export function reduceForms(forms: Forms, event: DifyEvent, now: number): Forms {
  switch (event.event) {
    case 'human_input_required':
      return announced(forms, event.data, now);
    case 'workflow_paused':
      return paused(forms, event.data.reasons ?? [], now);
    case 'human_input_form_filled':
      return changeOfNode(forms, event.data.node_id, (form) => answered(form, readAnswer(event.data)));
    case 'human_input_form_timeout':
      return changeOfNode(forms, event.data.node_id, (form) => settled(form, 'timed-out'));
    case 'node_finished':
      return nodeFinished(forms, event.data, now);
    case 'workflow_started':
      return event.data.reason === 'resumption' ? resumed(forms, now) : forms;
    case 'workflow_finished': {
      const succeeded = event.data.status === 'succeeded' || event.data.status === 'partial-succeeded';
      return changeOpen(forms, (form) => goneOn(form, now, succeeded ? 'taken' : 'closed'));
    }
    default:
      return forms;
  }
}

/** The forms after time has passed: those that were not answered in time are over. The same list when none is. */
export function expireForms(forms: Forms, now: number): Forms {
  return changeOpen(forms, (form) =>
    form.state !== 'submitting' && isLate(form, now) ? settled(form, 'timed-out') : form,
  );
}

/** When the next form is over, in Unix milliseconds; `null` when none that is open ends by the clock. */
export function nextExpiry(forms: Forms): number | null {
  const times = forms.flatMap((form) =>
    form.expiresAt === null || form.state === 'submitting' || !isOpen(form) ? [] : [form.expiresAt],
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** The list with a form changed; the same list when there is no such form, or nothing changes. */
export function changeForm(forms: Forms, id: string, change: (form: PendingForm) => PendingForm): Forms {
  return changeWhere(forms, (form) => form.id === id, change);
}

function announced(forms: Forms, definition: FormDefinition, now: number): Forms {
  const form = readForm(definition, now);
  if (form === null) return forms;
  const held = forms.find(({ id }) => id === form.id);
  return held === undefined ? [...forms, form] : changeForm(forms, form.id, () => renewed(held, form, definition));
}

/** What is held of a form beats what is told later, but for what only the later word knows. */
function renewed(held: PendingForm, told: PendingForm, definition: FormDefinition): PendingForm {
  const rendered = held.isRendered && held.markdown !== '' ? held : told;
  const displayInUI = definition.display_in_ui === undefined ? held.displayInUI : told.displayInUI;
  const mayOpen = held.state === 'elsewhere' || (held.state === 'taken' && !held.answer);
  const opens = mayOpen && told.state === 'waiting' && displayInUI;
  const state: FormState = opens ? 'waiting' : held.state;
  const token = told.token ?? held.token;
  const next = { ...held, markdown: rendered.markdown, isRendered: rendered.isRendered, displayInUI, state, token };
  const expiresAt = told.expiresAt ?? held.expiresAt;
  const fields = held.isRendered || told.fields.length === 0 ? held.fields : told.fields;
  return unlessSame(held, { ...next, expiresAt, fields });
}

/** A pause names every form that is still open: what is open here and not named was answered elsewhere. */
function paused(forms: Forms, reasons: readonly FormDefinition[], now: number): Forms {
  const named = reasons.filter(({ form_id }) => Boolean(form_id));
  if (named.length === 0) return forms;
  const all = named.reduce((held: Forms, reason) => announced(held, reason, now), forms);
  const ids = new Set(named.map(({ form_id }) => form_id));
  return changeOpen(all, (form) => (ids.has(form.id) ? form : goneOn(form, now, 'taken')));
}

/** The run goes on: a form that is its only one was answered. Of several, later events tell which. */
function resumed(forms: Forms, now: number): Forms {
  return forms.length === 1 ? changeOpen(forms, (form) => goneOn(form, now, 'taken')) : forms;
}

function nodeFinished(forms: Forms, data: Extract<DifyEvent, { event: 'node_finished' }>['data'], now: number): Forms {
  if (data.status === 'paused') return forms;
  return changeOfNode(forms, data.node_id, (form) => {
    const { outputs } = data;
    if (data.status === 'failed' || data.status === 'stopped') return settled(form, 'closed');
    if (outputs === null || outputs === undefined) return goneOn(form, now, 'answered');
    const { __action_id: action, __action_value: title, __rendered_content: markdown, ...values } = outputs;
    if (typeof action !== 'string' || action === '') return settled(form, 'timed-out');
    const button = form.actions.find(({ id }) => id === action);
    return answered(form, {
      action,
      title: typeof title === 'string' ? title : (button?.title ?? action),
      values,
      ...(typeof markdown === 'string' ? { markdown } : {}),
    });
  });
}

/** A run that went on without a word about its form. */
function goneOn(form: PendingForm, now: number, otherwise: 'answered' | 'taken' | 'closed'): PendingForm {
  if (form.state === 'submitting') return form;
  return settled(form, isLate(form, now) ? 'timed-out' : otherwise);
}

function isLate({ expiresAt }: PendingForm, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

function settled(form: PendingForm, state: FormState): PendingForm {
  const { error: _, ...rest } = form;
  return isOpen(form) ? { ...rest, state } : form;
}

/** The server's word on how a form was answered beats what we thought of it. */
function answered(form: PendingForm, answer: FormAnswer): PendingForm {
  const { error, ...rest } = form;
  const markdown = answer.markdown ?? form.answer?.markdown;
  const whole = markdown === undefined ? answer : { ...answer, markdown };
  // Who tried to answer and came too late still has to see that it was somebody else.
  if (form.state === 'taken' && error !== undefined) return { ...form, answer: whole };
  return { ...rest, state: 'answered', answer: whole };
}

function changeOpen(forms: Forms, change: (form: PendingForm) => PendingForm): Forms {
  return changeWhere(forms, isOpen, change);
}

/** Changes the form that a node waits for: the open one told of last, else the last one. */
function changeOfNode(forms: Forms, nodeId: string, change: (form: PendingForm) => PendingForm): Forms {
  const ofNode = forms.filter((form) => form.nodeId === nodeId);
  const form = ofNode.findLast(isOpen) ?? ofNode.at(-1);
  return form === undefined ? forms : changeForm(forms, form.id, change);
}

function changeWhere(
  forms: Forms,
  which: (form: PendingForm) => boolean,
  change: (form: PendingForm) => PendingForm,
): Forms {
  const next = forms.map((form) => (which(form) ? change(form) : form));
  return next.every((form, at) => form === forms[at]) ? forms : next;
}

function unlessSame(held: PendingForm, next: PendingForm): PendingForm {
  const same =
    held.markdown === next.markdown &&
    held.isRendered === next.isRendered &&
    held.displayInUI === next.displayInUI &&
    held.state === next.state &&
    held.token === next.token &&
    held.expiresAt === next.expiresAt &&
    held.fields === next.fields;
  return same ? held : next;
}

import type { DifyClient } from '../client.ts';
import { DifyError } from '../errors/dify-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import * as humanInput from '../resources/human-input/endpoints.ts';
import type { SubmitHumanInputForm } from '../resources/human-input/schemas.ts';
import type { InputFile } from '../schemas/input-file.ts';
import { checkFormValues, completeFormValues, type FormIssue } from './check-form-values.ts';
import { type FormAnswer, type FormValue, type FormValues, isAnswerable, type PendingForm } from './pending-form.ts';

/** What a person answers. */
export interface FormReply {
  /** The `id` of the button. */
  readonly action: string;
  /** By field name; what is left out has its default. @default {} */
  readonly inputs?: Readonly<Record<string, FormValue | undefined>> | undefined;
}

/** How a submit ended. `taken`, `timed-out` and `not-open` are final; the others can be tried again. */
export type SubmitResult =
  | { readonly ok: true; readonly form: PendingForm }
  | {
      readonly ok: false;
      /**
       * - `invalid`: a value or the button does not fit; nothing was sent, or the server refused it.
       * - `not-open`: there is no such form, or it is not answered here.
       * - `busy`: an answer to it is on its way.
       * - `taken`: somebody else was first.
       * - `timed-out`: it is too late.
       * - `failed`: the server could not be asked.
       */
      readonly reason: 'invalid' | 'not-open' | 'busy' | 'taken' | 'timed-out' | 'failed';
      readonly error?: DifyError;
      /** For `invalid`: what is wrong, field by field. */
      readonly issues?: readonly FormIssue[];
      readonly form?: PendingForm;
    };

/** What a submit needs. */
export interface SubmitForm {
  readonly dify: DifyClient;
  /** The form as it is held now. */
  readonly form: PendingForm;
  readonly reply: FormReply;
  /** Unix time in milliseconds. */
  readonly now: number;
  /** Hands on the form with each step: `submitting`, then how it ended. */
  onChange(form: PendingForm): void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Answers a form: checks the values, sends them once, and tells what became of the form. Never rejects.
 * After `ok` the run goes on by itself and has to be read again.
 */
export async function submitForm(options: SubmitForm): Promise<SubmitResult> {
  const { dify, form, reply, now, onChange } = options;
  if (form.state === 'submitting') return { ok: false, reason: 'busy', form };
  if (form.state === 'taken' || form.state === 'answered') return { ok: false, reason: 'taken', form };
  if (!isAnswerable(form, now)) return late(form, onChange);
  if (form.token === null) return { ok: false, reason: 'not-open', form };
  const values = completeFormValues(form, reply.inputs ?? {});
  const button = form.actions.find(({ id }) => id === reply.action);
  const issues = [...checkFormValues(form, values), ...(button === undefined ? [unknownAction(reply.action)] : [])];
  if (issues.length > 0) return { ok: false, reason: 'invalid', issues, error: issueError(issues), form };
  const { error: _, answer: before, ...clean } = form;
  const answer: FormAnswer = { action: reply.action, title: button?.title ?? reply.action, values };
  const sending: PendingForm = { ...clean, state: 'submitting', answer };
  onChange(sending);
  const input = { form_token: form.token, action: reply.action, inputs: writable(values) };
  try {
    await dify.request(humanInput.submit, input, { maxRetries: 0, signal: options.signal });
    const done: PendingForm = { ...sending, state: 'answered' };
    onChange(done);
    return { ok: true, form: done };
  } catch (cause) {
    const error = asError(cause);
    // An earlier try may have arrived though its answer was lost: then "already submitted" is said of our own.
    const sent = before ?? (isUncertain(error) ? answer : undefined);
    const after = afterRefusal(sent === undefined ? clean : { ...clean, answer: sent }, error);
    onChange(after);
    if (after.state === 'answered') return { ok: true, form: after };
    const reason = reasonOf(after, error);
    return { ok: false, reason, error, form: after };
  }
}

/** What a refusal of the server says about the form. A form that is `waiting` afterwards can be answered again. */
export function afterRefusal(form: PendingForm, error: DifyError): PendingForm {
  if (error.code === 'human_input_form_submitted') {
    return form.answer ? { ...form, state: 'answered' } : { ...form, state: 'taken', error };
  }
  if (error.code === 'human_input_form_expired') return { ...withoutAnswer(form), state: 'timed-out' };
  if (error.status === 404) return { ...withoutAnswer(form), state: 'elsewhere' };
  return { ...form, state: 'waiting', error };
}

/** Whether the server may have taken what it seems to have refused. */
function isUncertain({ status }: DifyError): boolean {
  return status === undefined || status >= 500;
}

function withoutAnswer({ answer: _, ...form }: PendingForm): PendingForm {
  return form;
}

function late(form: PendingForm, onChange: (form: PendingForm) => void): SubmitResult {
  if (form.state === 'elsewhere' || form.state === 'closed') return { ok: false, reason: 'not-open', form };
  const over: PendingForm = { ...form, state: 'timed-out' };
  if (form.state !== 'timed-out') onChange(over);
  return { ok: false, reason: 'timed-out', form: over };
}

function reasonOf(
  { state }: PendingForm,
  { status }: DifyError,
): 'taken' | 'timed-out' | 'not-open' | 'invalid' | 'failed' {
  if (state === 'taken' || state === 'timed-out') return state;
  if (state === 'elsewhere') return 'not-open';
  return status === 400 || status === 422 ? 'invalid' : 'failed';
}

function unknownAction(action: string): FormIssue {
  return { field: '', code: 'unknown-action', message: `The form has no button "${action}".` };
}

function issueError(issues: readonly FormIssue[]): ValidationError {
  const first = issues[0];
  const message = `${issues.map((issue) => issue.message).join(' ')} Nothing was sent: a form can be answered once.`;
  return new ValidationError(message, { code: 'invalid_form_data', path: first?.field ?? '' });
}

function writable(values: FormValues): SubmitHumanInputForm['inputs'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isList(value) ? [...value] : value]));
}

function isList(value: FormValue): value is readonly InputFile[] {
  return Array.isArray(value);
}

function asError(cause: unknown): DifyError {
  if (cause instanceof DifyError) return cause;
  const message = cause instanceof Error ? cause.message : 'Something that is no error was thrown.';
  return new DifyError(message, { code: 'unexpected', cause });
}

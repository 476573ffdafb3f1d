import { isAnswerable, isOpen, type PendingForm } from '../human-input/pending-form.ts';
import { needsDetails, readDetails } from '../human-input/read-details.ts';
import { type FormReply, type SubmitResult, submitForm } from '../human-input/submit-form.ts';
import { watchForms } from '../human-input/watch-forms.ts';
import * as workflows from '../resources/workflows/endpoints.ts';
import type { ChatContext } from './chat-context.ts';
import { type AssistantMessage, formsOf } from './message.ts';
import { isBusy } from './predicates.ts';

/** The forms of a conversation: how they are answered, completed and ended by the clock. */
export interface FormActions {
  submit(form: string, reply: FormReply): Promise<SubmitResult>;
  /** Looks at what is held: completes raw forms, waits for the next end. To be called when rows have changed. */
  look(): void;
  dispose(): void;
}

/** Milliseconds after the end of a form at which its run is looked for: the server notices about once a minute. */
const lateLooks = [5000, 65_000, 130_000];

/** @param goOn reads the run of a waiting answer on, in its own row */
export function createFormActions(context: ChatContext, goOn: (answerId: string) => void): FormActions {
  const { dify, environment, store } = context;
  const ended = new AbortController();
  /** Forms that were read, and turns whose run was asked: once each. */
  const asked = new Set<string>();
  const lateTimers = new Map<string, () => void>();
  const watch = watchForms({ now: context.now, setTimer: environment.setTimer }, () => {
    const late = heldForms().filter(({ form }) => isOpen(form) && !isAnswerable(form, context.now()));
    store.dispatch({ type: 'forms-expired', now: context.now() }, 'now');
    for (const { answer } of late) lookLater(answer.id, 0);
    look();
  });

  function heldForms(): { answer: AssistantMessage; form: PendingForm }[] {
    return answers(context).flatMap((answer) => formsOf(answer).map((form) => ({ answer, form })));
  }

  function change(form: PendingForm): void {
    if (!ended.signal.aborted) store.dispatch({ type: 'form', form }, 'now');
  }

  /** After its end the server goes on by itself; nobody tells when. */
  function lookLater(answerId: string, at: number): void {
    const delayMs = lateLooks[at];
    lateTimers.get(answerId)?.();
    lateTimers.delete(answerId);
    if (delayMs === undefined) return;
    const cancel = environment.setTimer(delayMs - (lateLooks[at - 1] ?? 0), () => {
      if (context.answer(answerId)?.status.type !== 'paused') return;
      if (!isBusy(store.getState())) goOn(answerId);
      lookLater(answerId, at + 1);
    });
    lateTimers.set(answerId, cancel);
  }

  async function submit(name: string, reply: FormReply): Promise<SubmitResult> {
    const held = heldForms().find(({ form }) => form.id === name || form.token === name);
    if (held === undefined) return { ok: false, reason: 'not-open' };
    const { answer, form } = held;
    if (isBusy(store.getState())) return { ok: false, reason: 'busy', form };
    const isAlive = context.alive();
    const result = await submitForm({ dify, form, reply, now: context.now(), onChange: change, signal: ended.signal });
    if (!isAlive()) return result;
    if (result.ok) context.options.onFormSubmit?.(result.form, context.answer(answer.id) ?? answer);
    const wasOpen = form.state === 'waiting';
    if (result.ok || (wasOpen && result.reason === 'taken')) goOn(answer.id);
    else if (wasOpen && result.reason === 'timed-out') lookLater(answer.id, 0);
    return result;
  }

  function complete(form: PendingForm): void {
    if (!needsDetails(form) || asked.has(form.id)) return;
    asked.add(form.id);
    void readDetails(dify, form, ended.signal).then((details) => {
      const now = heldForms().find((held) => held.form.id === form.id)?.form;
      if (now?.state === 'waiting' && details !== form) change(details);
    });
  }

  /** What history says of an answer that went on after a form is wrong on some servers; its run knows it. */
  function confirm({ id, run, serverId, status }: AssistantMessage): void {
    if (serverId === undefined || id !== `answer-${serverId}` || !run?.id || run.outputs !== undefined) return;
    if (status.type !== 'complete' || asked.has(serverId)) return;
    asked.add(serverId);
    dify.request(workflows.get, { workflow_run_id: run.id }, { signal: ended.signal, maxRetries: 0 }).then(
      ({ outputs }) => {
        const text: unknown =
          typeof outputs === 'object' && outputs !== null ? Reflect.get(outputs, 'answer') : undefined;
        if (typeof text !== 'string' || ended.signal.aborted) return;
        store.dispatch({ type: 'answer-known', serverId, text }, 'now');
      },
      () => undefined,
    );
  }

  function look(): void {
    if (ended.signal.aborted) return;
    const forms = heldForms();
    watch.watch(forms.map(({ form }) => form));
    for (const { answer, form } of forms) {
      complete(form);
      confirm(answer);
    }
  }

  return {
    submit,
    look,
    dispose() {
      ended.abort();
      watch.stop();
      for (const cancel of lateTimers.values()) cancel();
      lateTimers.clear();
    },
  };
}

function answers({ store }: ChatContext): AssistantMessage[] {
  const { rows, live } = store.getState();
  const settled = rows.filter((row) => row.role === 'assistant');
  return live === null ? settled : [...settled, live];
}

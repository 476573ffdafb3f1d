import {
  checkFormValues,
  type FormIssue,
  type FormReply,
  initialFormValues,
  isAnswerable,
  type PendingForm,
  type SubmitResult,
} from '@dify-oapi/core';
import { CirclePause } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import type { Labels } from '../../labels/labels.ts';
import { Markdown } from '../../markdown/markdown.tsx';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { sessionOf } from '../../provider/session-of.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import { FormCountdown } from './form-countdown.tsx';
import { dropFormDraft, formDraftOf } from './form-draft.ts';
import { FormField } from './form-field.tsx';
import { FormOutcome } from './form-outcome.tsx';
import { splitMarkdown } from './split-markdown.ts';

/** What a form shows of itself to style sheets. */
export type HumanInputState = { state: PendingForm['state'] };

/** Props of `HumanInputForm`. What is not listed goes to the `<form>`. */
export interface HumanInputFormProps
  extends Omit<PartProps<'form', HumanInputState>, 'form' | 'children' | 'onSubmit'> {
  form: PendingForm;
  /** Sends the answer. */
  onSubmit(reply: FormReply): Promise<SubmitResult>;
}

/** A form that a run waits for: its text, its fields, its buttons. When it is over, one line says how. Renders a `<form>`. */
export function HumanInputForm({ form, ...props }: HumanInputFormProps) {
  const now = useNow();
  const session = sessionOf(useDify());
  const isOpen = form.state === 'submitting' || isAnswerable(form, now);
  useEffect(() => {
    if (!isOpen) dropFormDraft(session, form.id);
  }, [session, form.id, isOpen]);
  return isOpen ? <OpenForm form={form} {...props} /> : <FormOutcome form={form} />;
}

function OpenForm({ form, onSubmit, ...props }: HumanInputFormProps) {
  const labels = useLabels();
  const element = useRef<HTMLFormElement>(null);
  const session = sessionOf(useDify());
  const draft = formDraftOf(session, form.id);
  const { values: changed, uploading } = useSyncExternalStore(draft.subscribe, draft.getSnapshot, draft.getSnapshot);
  const values = { ...initialFormValues(form), ...changed };
  const [issues, setIssues] = useState<readonly FormIssue[]>([]);
  /** Whether somebody wanted to send while files were on their way. */
  const [isWaiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<string>();
  const isSending = form.state === 'submitting';
  const pieces = splitMarkdown(
    form.markdown,
    form.fields.map(({ name }) => name),
  );

  async function submit(action: string) {
    const coming = form.fields.filter(({ name }) => (uploading[name] ?? 0) > 0);
    const found = checkFormValues(form, values).filter(({ field }) => !coming.some(({ name }) => name === field));
    setIssues(found);
    setWaiting(coming.length > 0);
    setFailure(undefined);
    const first = found[0]?.field ?? coming[0]?.name;
    if (first !== undefined) return focus(first);
    const result = await onSubmit({ action, inputs: values });
    if (result.ok) return dropFormDraft(session, form.id);
    setIssues(result.issues ?? []);
    setFailure(failureOf(result, labels));
  }

  function focus(name: string) {
    const at = form.fields.findIndex((field) => field.name === name);
    const place = element.current?.querySelectorAll('[data-dify="field"]')[orderOf(pieces, form.fields[at]?.name)];
    place?.querySelector<HTMLElement>('select, textarea, button, input:not([hidden])')?.focus();
  }

  return usePart('form', 'human-input', props, {
    state: { state: form.state },
    ref: (made) => {
      element.current = made instanceof HTMLFormElement ? made : null;
    },
    own: {
      'aria-label': form.title === '' ? labels.waitingForYou : `${labels.waitingForYou}: ${form.title}`,
      'aria-busy': isSending || undefined,
      noValidate: true,
      onSubmit: (event) => event.preventDefault(),
      children: (
        <>
          <header>
            <Icon as={CirclePause} />
            <strong>{labels.waitingForYou}</strong>
            {form.expiresAt !== null && <FormCountdown expiresAt={form.expiresAt} />}
          </header>
          <div>
            {form.title !== '' && (
              <h3 data-dify="human-input-title" dir="auto">
                {form.title}
              </h3>
            )}
            {pieces.map((piece) => {
              if (piece.type === 'text')
                return <Markdown key={piece.id} text={piece.text} labels={labels} dir="auto" />;
              const field = form.fields.find(({ name }) => name === piece.name);
              if (field === undefined) return null;
              const issue = issues.find((one) => one.field === field.name);
              return (
                <FormField
                  key={piece.id}
                  field={field}
                  value={values[field.name]}
                  problem={
                    isWaiting && (uploading[field.name] ?? 0) > 0
                      ? labels.formUploading
                      : issue && problemOf(issue, labels)
                  }
                  holder={draft}
                  disabled={isSending}
                  onChange={(value) => {
                    draft.set(field.name, value);
                    setIssues((held) => held.filter((one) => one.field !== field.name));
                  }}
                />
              );
            })}
            <p role="alert" data-dify="field-problem">
              {failure}
            </p>
            <footer>
              {form.actions.map((button) => (
                <Button
                  key={button.id}
                  variant={
                    button.style === 'default' ? 'secondary' : button.style === 'accent' ? 'primary' : button.style
                  }
                  aria-disabled={isSending || undefined}
                  onClick={() => {
                    if (!isSending) void submit(button.id);
                  }}
                >
                  {button.title}
                </Button>
              ))}
              {isSending && <span data-dify="status">{labels.formSending}</span>}
            </footer>
          </div>
        </>
      ),
    },
  });
}

function orderOf(pieces: ReturnType<typeof splitMarkdown>, name: string | undefined): number {
  return pieces
    .filter(({ type }) => type === 'field')
    .findIndex((piece) => piece.type === 'field' && piece.name === name);
}

function problemOf({ code, limit }: FormIssue, labels: Labels): string {
  switch (code) {
    case 'required':
      return labels.formRequired;
    case 'too-many-files':
      return labels.fileTooMany(limit ?? 0);
    case 'not-a-file':
    case 'wrong-file-type':
    case 'wrong-upload-method':
      return labels.formWrongFile;
    default:
      return labels.formWrongValue;
  }
}

function failureOf(result: Extract<SubmitResult, { ok: false }>, labels: Labels): string | undefined {
  if (result.reason === 'failed') return labels.formNotSent;
  if (result.reason === 'busy') return labels.formBusy;
  return result.reason === 'invalid' && result.issues === undefined ? labels.formRefused : undefined;
}

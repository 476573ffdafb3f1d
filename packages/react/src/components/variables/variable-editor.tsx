import type { ConversationVariable } from '@dify-oapi/core';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Labels } from '../../labels/labels.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { GrowingTextarea } from '../composer/growing-textarea.tsx';
import type { VariableRefusal } from './variable-refusal.ts';
import { type VariableIssue, type VariableKind, type VariableValue, writtenValue } from './variable-value.ts';

/** Props of `VariableEditor`. */
export interface VariableEditorProps {
  variable: ConversationVariable;
  kind: VariableKind;
  /** What it holds. */
  before: string;
  /** What the field begins with. */
  draft: string;
  /** Why it was not kept the last time. */
  refusal: VariableRefusal | undefined;
  onSave(value: VariableValue, written: string): void;
  onCancel(): void;
}

const issues: Readonly<Record<VariableIssue, keyof Labels & `${'form' | 'variable'}Not${string}`>> = {
  number: 'formNotNumber',
  whole: 'variableNotWhole',
  object: 'variableNotObject',
  list: 'variableNotList',
};

/** A value being written. Enter keeps a number, Ctrl+Enter a text, Esc takes it back. */
export function VariableEditor(props: VariableEditorProps) {
  const { variable, kind, before, draft, refusal, onSave, onCancel } = props;
  const labels = useLabels();
  const id = useId();
  const [text, setText] = useState(draft);
  const [issue, setIssue] = useState<VariableIssue>();
  const field = useRef<HTMLInputElement | HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault();
    const written = text === before ? undefined : writtenValue(variable.value_type, before, text);
    if (written === undefined) onCancel();
    else if ('value' in written) onSave(written.value, text);
    else {
      setIssue(written.issue);
      field.current?.focus();
    }
  }
  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Escape') {
      // Only the field is left, not the panel.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  }
  const problem = issue === undefined ? refusal && labels[refusal] : labels[issues[issue]];
  useEffect(() => {
    if (problem !== undefined) field.current?.form?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const shared = {
    'aria-label': variable.name,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby': problem && id,
    value: text,
    onChange({ target }: { readonly target: { readonly value: string } }) {
      setText(target.value);
      setIssue(undefined);
    },
  };
  const ref = (element: HTMLInputElement | HTMLTextAreaElement | null) => {
    field.current = element;
  };
  return (
    <form data-dify="variable-editor" onSubmit={submit} onKeyDown={press}>
      {kind === 'number' ? (
        <input data-dify="input" dir="ltr" inputMode="decimal" autoComplete="off" ref={ref} {...shared} />
      ) : (
        <GrowingTextarea
          data-dify="input"
          rows={kind === 'json' ? 4 : 2}
          dir={kind === 'json' ? 'ltr' : 'auto'}
          spellCheck={kind !== 'json'}
          ref={ref}
          {...shared}
        />
      )}
      {problem !== undefined && (
        <p data-dify="field-problem" id={id} role="alert">
          {problem}
        </p>
      )}
      <div data-dify="row">
        <Button type="submit" size="sm">
          {labels.save}
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {labels.cancel}
        </Button>
      </div>
    </form>
  );
}

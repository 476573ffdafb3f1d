import { useEffect, useRef } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { inputsOf } from '../../hooks/inputs-store.ts';
import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { sessionOf } from '../../provider/session-of.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { InputsControl } from './inputs-control.tsx';
import { loadSchemaCheck } from './schema-check.ts';

/** Props of `Chat.InputsForm`: those of a `<div>`. */
export interface InputsFormProps extends PartProps<'div'> {
  /** Shows the values without letting anybody change them. @default false */
  disabled?: boolean | undefined;
}

/**
 * The app's form: what it wants to know before the first message. What is written here goes with that message; when
 * something is wrong, the message waits, and the first field that is wrong gets the focus. Renders a `<div>`.
 */
export function InputsForm({ disabled = false, ...props }: InputsFormProps) {
  const labels = useLabels();
  const { fields, values, issues, refusals, set, check } = useInputsForm();
  const holder = inputsOf(useChat(), sessionOf(useDify()).records);
  const hasSchema = fields.some(({ schema }) => schema !== undefined);
  useEffect(() => {
    if (hasSchema) void loadSchemaCheck();
  }, [hasSchema]);
  const element = useRef<HTMLElement>(null);
  const seen = useRef(refusals);

  useEffect(() => {
    if (seen.current === refusals) return;
    seen.current = refusals;
    const [first] = issues;
    const names = fields.map(({ name }) => name);
    const place = first && element.current?.querySelectorAll('[data-dify="field"]')[names.indexOf(first.field)];
    place?.querySelector<HTMLElement>('select, textarea, button, input:not([hidden])')?.focus();
  }, [refusals, issues, fields]);

  const form = usePart('div', 'inputs-form', props, {
    ref: (made) => {
      element.current = made instanceof HTMLElement ? made : null;
    },
    own: {
      role: 'group',
      'aria-label': labels.inputsForm,
      children: fields.map((field) => (
        <InputsControl
          key={field.name}
          field={field}
          value={values[field.name]}
          issue={issues.find((issue) => issue.field === field.name)}
          disabled={disabled}
          holder={holder}
          onChange={(value) => set(field.name, value)}
          onLeave={() => check(field.name)}
        />
      )),
    },
  });
  return fields.length === 0 ? null : form;
}

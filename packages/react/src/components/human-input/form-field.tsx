import type { FormField as Field, FormValue } from '@dify-oapi/core';
import { useId } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { GrowingTextarea } from '../composer/growing-textarea.tsx';
import type { FilesHolder } from './field-files.ts';
import { FileField } from './file-field.tsx';

/** Props of a field of a form. */
export interface FormFieldProps {
  field: Field;
  value: FormValue | undefined;
  /** What is wrong with the value, in words. */
  problem: string | undefined;
  disabled: boolean;
  /** Holds what is uploaded for the form. */
  holder: FilesHolder;
  onChange(value: FormValue | undefined): void;
}

/** One field of a form, with its name and what is wrong with it. */
export function FormField({ field, value, problem, disabled, holder, onChange }: FormFieldProps) {
  const labels = useLabels();
  const id = useId();
  const name = field.name.replaceAll('_', ' ');
  const text = typeof value === 'string' ? value : '';
  const shared = {
    id,
    name: field.name,
    disabled,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
  };
  const note = problem !== undefined && (
    <p data-dify="field-problem" id={`${id}-problem`}>
      {problem}
    </p>
  );
  if (field.kind === 'file' || field.kind === 'file-list') {
    return (
      <FileField
        field={field}
        label={name}
        value={value}
        holder={holder}
        disabled={disabled}
        problemId={shared['aria-describedby']}
        onChange={onChange}
      >
        {note}
      </FileField>
    );
  }
  return (
    <div data-dify="field">
      <label data-dify="field-label" htmlFor={id}>
        {name}
      </label>
      {field.kind === 'select' && field.options.length > 0 ? (
        <select data-dify="select" {...shared} value={text} onChange={(event) => onChange(event.target.value)}>
          {!field.options.includes(text) && <option value="">{labels.formChoose}</option>}
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <GrowingTextarea
          data-dify="textarea"
          {...shared}
          rows={2}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {note}
    </div>
  );
}

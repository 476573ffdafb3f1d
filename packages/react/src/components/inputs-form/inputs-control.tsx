import type { FormField, FormValue } from '@dify-oapi/core';
import { useId } from 'react';
import type { Labels } from '../../labels/labels.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { GrowingTextarea } from '../composer/growing-textarea.tsx';
import type { FilesHolder } from '../human-input/field-files.ts';
import { FileField } from '../human-input/file-field.tsx';
import type { InputField, InputIssue, InputValue } from './input-field.ts';
import type { SchemaProblem } from './schema-check.ts';

/** Props of one control of the app's form. */
export interface InputsControlProps {
  field: InputField;
  value: InputValue | undefined;
  issue: InputIssue | undefined;
  disabled: boolean;
  /** Holds what is uploaded for the form. */
  holder: FilesHolder;
  onChange(value: InputValue | undefined): void;
  onLeave(): void;
}

/** One control with its name, its hint and what is wrong with it. */
export function InputsControl({ field, value, issue, disabled, holder, onChange, onLeave }: InputsControlProps) {
  const labels = useLabels();
  const id = useId();
  const { hint, kind, label, limit } = field;
  const problem = issue && problemOf(issue, field, labels);
  const text = typeof value === 'string' ? value : '';
  const shared = {
    id,
    name: field.name,
    disabled,
    'aria-required': field.isRequired || undefined,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby': [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined,
    onBlur: onLeave,
  };
  const notes = (
    <>
      {hint !== '' && (
        <p data-dify="field-hint" id={`${id}-hint`} dir="auto">
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p data-dify="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </>
  );

  if (kind === 'file' || kind === 'file-list') {
    return (
      <FileField
        field={fileField(field, kind)}
        label={field.isRequired ? label : `${label} (${labels.formOptional})`}
        value={isFormValue(value) ? value : undefined}
        holder={holder}
        disabled={disabled}
        problemId={shared['aria-describedby']}
        onChange={(next) => onChange(next)}
      >
        {notes}
      </FileField>
    );
  }

  const name = (
    <label data-dify="field-label" htmlFor={id}>
      <bdi>{label}</bdi>
      {!field.isRequired && kind !== 'checkbox' && <span>{labels.formOptional}</span>}
      {limit !== null && (kind === 'text' || kind === 'paragraph') && (
        <span data-dify="counter" dir="ltr" aria-hidden="true">
          {text.length} / {limit}
        </span>
      )}
    </label>
  );
  return (
    <div data-dify="field" data-kind={kind}>
      {kind === 'checkbox' ? (
        <>
          <input
            {...shared}
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          {name}
        </>
      ) : (
        <>
          {name}
          <TextControl field={field} shared={shared} text={text} onChange={onChange} />
        </>
      )}
      {notes}
    </div>
  );
}

interface TextControlProps {
  field: InputField;
  shared: { readonly id: string; readonly name: string; readonly disabled: boolean; onBlur(): void };
  text: string;
  onChange(value: string): void;
}

function TextControl({ field, shared, text, onChange }: TextControlProps) {
  const labels = useLabels();
  const { kind, options, placeholder } = field;
  if (kind === 'select') {
    return (
      <select data-dify="select" {...shared} value={text} onChange={(event) => onChange(event.target.value)}>
        {!options.includes('') && <option value="">{labels.formChoose}</option>}
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  if (kind === 'paragraph' || kind === 'json') {
    return (
      <GrowingTextarea
        data-dify="textarea"
        data-kind={kind}
        {...shared}
        rows={3}
        spellCheck={kind === 'json' ? false : undefined}
        value={text}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <input
      data-dify="input"
      {...shared}
      type="text"
      dir="auto"
      inputMode={kind === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      value={text}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The control in the words of forms that runs wait for, which take files as well. */
function fileField(field: InputField, kind: 'file' | 'file-list'): FormField {
  const { fileExtensions, fileTypes, limit, name, uploadMethods } = field;
  return { name, kind, initial: '', options: [], fileTypes, fileExtensions, uploadMethods, limit };
}

function isFormValue(value: InputValue | undefined): value is FormValue {
  return typeof value !== 'boolean';
}

function problemOf({ code, problem }: InputIssue, { limit }: InputField, labels: Labels): string {
  switch (code) {
    case 'required':
      return labels.formRequired;
    case 'too-long':
      return labels.formTooLong(limit ?? 0);
    case 'too-many-files':
      return labels.fileTooMany(limit ?? 0);
    case 'not-a-number':
      return labels.formNotNumber;
    case 'not-as-asked':
      return problem === undefined ? labels.formWrongValue : schemaWords(problem, labels);
    case 'uploading':
      return labels.formUploading;
    case 'not-json':
      return labels.formNotJSON;
    default:
      return labels.formWrongValue;
  }
}

function schemaWords({ at, expected, kind }: SchemaProblem, labels: Labels): string {
  const words = expected.join(', ');
  if (at === '') return labels.formWrongValue;
  switch (kind) {
    case 'missing':
      return labels.formJSONMissing(at);
    case 'type':
      return labels.formJSONType(at, words);
    case 'option':
      return labels.formJSONOption(at, words);
    case 'unknown':
      return labels.formJSONUnknown(at);
    default:
      return labels.formJSONWrong(at);
  }
}

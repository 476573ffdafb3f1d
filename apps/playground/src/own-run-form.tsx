import type { FormControl, FormEntry } from '@dify-oapi/core';
import { useAppConfig, useDify } from '@dify-oapi/react';
import { useState } from 'react';
import { controlsOf, readInputs } from './read-inputs.ts';

/** The app's own form, from `user_input_form`: a plain control for every kind of field. */
export function OwnRunForm(props: { verb: string; isBusy: boolean; onSubmit(inputs: Record<string, unknown>): void }) {
  const { data: config, error } = useAppConfig();
  const dify = useDify();
  const [problem, setProblem] = useState('');
  if (error) return <p role="alert">The app does not answer: {error.message}</p>;
  if (config === undefined) return <p role="status">Asking the app for its form…</p>;
  const entries: readonly FormEntry[] = config.parameters.user_input_form ?? [];
  return (
    <form
      aria-label={config.info.name}
      onSubmit={async (event) => {
        event.preventDefault();
        const read = await readInputs(dify, entries, new FormData(event.currentTarget));
        setProblem(read.ok ? '' : read.problem);
        if (read.ok) props.onSubmit(read.inputs);
      }}
    >
      <h2>{config.info.name}</h2>
      {controlsOf(entries).map(({ kind, control }) => (
        <OwnField key={control.variable} kind={kind} control={control} />
      ))}
      {problem && <p role="alert">{problem}</p>}
      <button type="submit" disabled={props.isBusy}>
        {props.verb}
      </button>
    </form>
  );
}

function OwnField({ kind, control }: { kind: string; control: FormControl }) {
  if (control.hide || kind === 'external_data_tool') return null;
  const label = control.label || control.variable;
  return (
    <div className="own-field" data-kind={kind}>
      <label htmlFor={control.variable}>
        {label} {!control.required && kind !== 'checkbox' && <small>optional</small>}
      </label>
      <Control kind={kind} control={control} />
      {control.description && <small>{control.description}</small>}
    </div>
  );
}

function Control({ kind, control }: { kind: string; control: FormControl }) {
  const {
    variable: name,
    default: initial,
    max_length,
    options,
    allowed_file_extensions,
    allowed_file_types,
  } = control;
  const common = { id: name, name, required: control.required ?? false };
  const text = typeof initial === 'string' || typeof initial === 'number' ? String(initial) : '';
  const maxLength = max_length ?? undefined;
  switch (kind) {
    case 'paragraph':
      return <textarea {...common} defaultValue={text} maxLength={maxLength} rows={3} />;
    case 'select':
      return (
        <select {...common} defaultValue={options?.includes(text) ? text : ''}>
          <option value="">Choose</option>
          {options?.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    case 'number':
      return <input {...common} type="number" step="any" defaultValue={text} />;
    case 'checkbox':
      return <input id={name} type="checkbox" name={name} defaultChecked={initial === true || initial === 'true'} />;
    case 'file':
    case 'file-list': {
      const accept = allowed_file_types?.map((type) => (type === 'image' ? 'image/*' : '')).filter(Boolean) ?? [];
      return (
        <input
          {...common}
          type="file"
          multiple={kind === 'file-list'}
          accept={[...accept, ...(allowed_file_extensions ?? [])].join(',')}
        />
      );
    }
    case 'text-input':
      return <input {...common} defaultValue={text} maxLength={maxLength} autoComplete="off" />;
    default:
      return (
        <textarea {...common} defaultValue={typeof initial === 'object' ? '' : text} rows={2} spellCheck={false} />
      );
  }
}

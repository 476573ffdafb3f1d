import {
  type FormField,
  type FormReply,
  type FormValue,
  fileType,
  isAnswerable,
  type PendingForm,
  type SubmitResult,
} from '@dify-oapi/core';
import { uploadChatFile } from '@dify-oapi/core/endpoints';
import { useDify } from '@dify-oapi/react';
import { Markdown } from '@dify-oapi/react/markdown';
import { useState } from 'react';

/** A form that a run waits for, with a plain control for each of its fields, or how it was answered. */
export function OwnPendingForm(props: { form: PendingForm; onReply(reply: FormReply): Promise<SubmitResult> }) {
  const { form, onReply } = props;
  const dify = useDify();
  const [problem, setProblem] = useState('');
  const isOpen = isAnswerable(form, Date.now());
  /** Files are uploaded before the answer is sent. */
  async function reply(action: string, data: FormData) {
    const inputs: Record<string, FormValue> = {};
    for (const { name, kind } of form.fields) {
      const given = data.getAll(name);
      const files = given.filter((value) => value instanceof File && value.size > 0);
      const sent = await Promise.all(files.map((file) => upload(file)));
      const [first] = sent;
      if (kind === 'file-list') inputs[name] = sent;
      else if (kind === 'file' && first) inputs[name] = first;
      else if (typeof given[0] === 'string') inputs[name] = given[0];
    }
    const result = await onReply({ action, inputs });
    setProblem(result.ok ? '' : (result.error?.message ?? result.reason));
  }
  async function upload(file: FormDataEntryValue) {
    if (!(file instanceof File)) throw new TypeError('A file was expected.');
    const { id, mime_type } = await dify.request(uploadChatFile, { file });
    return { type: fileType(mime_type ?? file.type), transfer_method: 'local_file' as const, upload_file_id: id };
  }
  return (
    <form
      aria-label={form.title || 'Form'}
      data-state={form.state}
      onSubmit={(event) => {
        event.preventDefault();
        const button = (event.nativeEvent as SubmitEvent).submitter;
        void reply(button?.getAttribute('value') ?? '', new FormData(event.currentTarget));
      }}
    >
      <Markdown text={form.markdown.replaceAll(/^.*\{\{#\$output\.[^#]+#\}\}.*$/gm, '')} />
      {form.state === 'answered' ? (
        <p role="status">Answered: {form.answer?.title}</p>
      ) : (
        <fieldset disabled={!isOpen}>
          <legend>{isOpen ? 'Waiting for you' : form.state}</legend>
          {form.fields.map((field) => (
            <div className="own-field" key={field.name}>
              <label htmlFor={`${form.id}-${field.name}`}>{field.name}</label>
              <Field field={field} id={`${form.id}-${field.name}`} />
            </div>
          ))}
          <div className="own-actions">
            {form.actions.map(({ id, title, style }) => (
              <button key={id} type="submit" value={id} data-style={style}>
                {title}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}

function Field({ id, field: { name, kind, initial, options } }: { id: string; field: FormField }) {
  if (kind === 'file' || kind === 'file-list')
    return <input id={id} type="file" name={name} multiple={kind === 'file-list'} />;
  if (kind !== 'select') return <textarea id={id} name={name} defaultValue={initial} rows={2} />;
  return (
    <select id={id} name={name} defaultValue={initial}>
      <option value="">Choose</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}

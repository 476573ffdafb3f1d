import { type FormEvent, use, useId } from 'react';
import type { MarkdownHtmlProps } from '../plugin.ts';
import { SettingsContext } from '../settings.ts';
import { type FormContent, type FormField, readFormContent } from './form-content.ts';

function Field({ field }: { readonly field: FormField }) {
  const id = useId();
  const { kind, name, label, value, options } = field;
  const shared = { id, name, autoComplete: 'off', 'data-dify': 'content-form-control' };
  return (
    <div data-dify="content-form-field" data-kind={kind}>
      <label htmlFor={id} dir="auto">
        {label}
      </label>
      {kind === 'textarea' ? (
        <textarea {...shared} rows={3} defaultValue={value} />
      ) : kind === 'select' ? (
        <select {...shared} defaultValue={value || options[0]}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input {...shared} type={kind} defaultValue={kind === 'checkbox' ? undefined : value} />
      )}
    </div>
  );
}

/** The answers of a form, as lines or as JSON. */
function answersOf(form: HTMLFormElement, { fields, asJson }: FormContent & { readonly type: 'form' }): string {
  const data = new FormData(form);
  const answers = fields.map(({ name, kind }) => {
    const given = data.get(name);
    return [name, kind === 'checkbox' ? given !== null : typeof given === 'string' ? given : ''] as const;
  });
  if (asJson) return JSON.stringify(Object.fromEntries(answers));
  return answers.map(([name, answer]) => `${name}: ${answer}`).join('\n');
}

/** Buttons and forms of the content, as the kit's own. They hand a text to the app, and do nothing else. */
export function ContentForm({ html, fallback }: MarkdownHtmlProps) {
  const { labels, onAction } = use(SettingsContext);
  const content = readFormContent(html);
  if (!content || !onAction) return fallback;
  if (content.type === 'buttons') {
    return (
      <div data-dify="content-buttons">
        {content.buttons.map(({ label, message }) => (
          <button
            key={message}
            type="button"
            data-dify="button"
            data-variant="secondary"
            onClick={() => onAction(message)}
          >
            <bdi>{label || message}</bdi>
            {label !== '' && label !== message && (
              <span data-dify="content-button-message">
                {labels.actionSays} <bdi>{message}</bdi>
              </span>
            )}
          </button>
        ))}
      </div>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAction(answersOf(event.currentTarget, content));
  };
  return (
    <form data-dify="content-form" onSubmit={submit}>
      {content.fields.map((field) => (
        <Field key={field.name} field={field} />
      ))}
      <button type="submit" data-dify="button" data-variant="secondary">
        <bdi>{content.submit || labels.useForm}</bdi>
      </button>
    </form>
  );
}

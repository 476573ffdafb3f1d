import * as v from 'valibot';
import { inputFileSchema } from '../schemas/input-file.ts';
import type { FormField, FormValue, FormValues, PendingForm } from './pending-form.ts';

/** What is wrong with the value of a field. */
export type FormIssueCode =
  | 'required'
  | 'not-text'
  | 'not-an-option'
  | 'not-a-file'
  | 'wrong-file-type'
  | 'wrong-upload-method'
  | 'too-many-files'
  | 'unknown-action';

/** A field of a form whose value would not do. */
export interface FormIssue {
  /** The field's name; empty when the button is meant. */
  readonly field: string;
  readonly code: FormIssueCode;
  /** One English sentence, without the value. */
  readonly message: string;
  /** For `too-many-files`: how many may be given. */
  readonly limit?: number;
}

/** What a form begins with: its defaults, the first option where there is only one, no files. */
export function initialFormValues({
  fields,
}: Pick<PendingForm, 'fields'>): Readonly<Record<string, FormValue | undefined>> {
  return Object.fromEntries(fields.map((field) => [field.name, initialValue(field)]));
}

/** The values to send: what was given, the defaults for the rest, and nothing that the form does not ask for. */
export function completeFormValues(
  form: Pick<PendingForm, 'fields'>,
  given: Readonly<Record<string, FormValue | undefined>>,
): FormValues {
  const entries = form.fields.flatMap((field): [string, FormValue][] => {
    const value = (Object.hasOwn(given, field.name) ? given[field.name] : undefined) ?? initialValue(field);
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(entries);
}

/**
 * Checks the values of a form before they are sent: a server takes many bad values with 200, and then the run fails.
 * Whether a file is the person's own only the server knows.
 *
 * @returns what is wrong, in the order of the fields; empty when it can be sent
 */
export function checkFormValues(
  form: Pick<PendingForm, 'fields'>,
  values: Readonly<Record<string, unknown>>,
): readonly FormIssue[] {
  return form.fields.flatMap((field) => {
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
    const issue = checkField(field, value);
    return issue === null ? [] : [issue];
  });
}

function initialValue(field: FormField): FormValue | undefined {
  switch (field.kind) {
    case 'file':
      return undefined;
    case 'file-list':
      return [];
    case 'select': {
      const only = field.options.length === 1 ? field.options[0] : undefined;
      return field.initial === '' ? only : field.initial;
    }
    default:
      return field.initial;
  }
}

function checkField(field: FormField, value: unknown): FormIssue | null {
  const { name, kind } = field;
  if (value === undefined || value === null) return issue(name, 'required', 'needs a value');
  switch (kind) {
    case 'select':
      if (typeof value !== 'string') return issue(name, 'not-text', 'takes text');
      if (value === '') return issue(name, 'required', 'needs a choice');
      if (field.options.length > 0 && !field.options.includes(value)) {
        return issue(name, 'not-an-option', 'takes one of its options');
      }
      return null;
    case 'file':
      return checkFile(field, value);
    case 'file-list': {
      if (!Array.isArray(value)) return issue(name, 'not-a-file', 'takes a list of files');
      if (field.limit !== null && value.length > field.limit) {
        return { ...issue(name, 'too-many-files', `takes at most ${field.limit} files`), limit: field.limit };
      }
      for (const file of value) {
        const wrong = checkFile(field, file);
        if (wrong !== null) return wrong;
      }
      return null;
    }
    default:
      return typeof value === 'string' ? null : issue(name, 'not-text', 'takes text');
  }
}

function checkFile({ name, fileTypes, uploadMethods }: FormField, value: unknown): FormIssue | null {
  const file = v.safeParse(inputFileSchema, value);
  if (!file.success) return issue(name, 'not-a-file', 'takes files that were uploaded, or addresses of files');
  const { type, transfer_method } = file.output;
  if (fileTypes.length > 0 && !fileTypes.includes(type)) {
    return issue(name, 'wrong-file-type', `takes files of type ${fileTypes.join(', ')}`);
  }
  if (uploadMethods.length > 0 && !uploadMethods.includes(transfer_method)) {
    return issue(name, 'wrong-upload-method', `takes files by ${uploadMethods.join(', ')}`);
  }
  return null;
}

function issue(field: string, code: FormIssueCode, what: string): FormIssue {
  return { field, code, message: `The field "${field}" ${what}.` };
}

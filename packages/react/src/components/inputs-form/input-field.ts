import type { FormControl, FormEntry, InputFile } from '@dify-oapi/core';
import { type InputSchema, readSchema, type SchemaProblem, schemaProblem } from './schema-check.ts';

/** What somebody has put into a control: text as it was typed, a switch, a file or several. */
export type InputValue = string | boolean | InputFile | readonly InputFile[];

/** The kinds of controls that an app's form may have. */
export type InputKind = 'text' | 'paragraph' | 'select' | 'number' | 'checkbox' | 'file' | 'file-list' | 'json';

/** One control of an app's form. */
export interface InputField {
  readonly kind: InputKind;
  /** The app's variable. */
  readonly name: string;
  readonly label: string;
  /** What belongs into it, in the app's words; empty where it says nothing. */
  readonly hint: string;
  readonly placeholder: string;
  readonly isRequired: boolean;
  /** For `select`. */
  readonly options: readonly string[];
  /** Characters of a text, or files of a list; `null` without a limit. */
  readonly limit: number | null;
  /** What it begins with. */
  readonly initial: InputValue | undefined;
  /** For `json`: what the app wants it to be. */
  readonly schema: InputSchema | undefined;
  /** For files: `image`, `document`, `audio`, `video`, `custom`. Empty: any. */
  readonly fileTypes: readonly string[];
  /** For files of type `custom`, with a leading dot. */
  readonly fileExtensions: readonly string[];
  /** For files: `local_file`, `remote_url`. Empty: both. */
  readonly uploadMethods: readonly string[];
}

/** Why a value cannot be sent. */
type InputIssueCode =
  | 'required'
  | 'too-long'
  | 'too-many-files'
  | 'not-a-number'
  | 'not-json'
  | 'not-an-option'
  | 'not-as-asked'
  | 'uploading';

/** A control whose value cannot be sent. */
export interface InputIssue {
  readonly field: string;
  readonly code: InputIssueCode;
  /** For `not-as-asked`: where in the JSON, and what is asked for there. */
  readonly problem?: SchemaProblem;
}

const kinds: Readonly<Record<string, InputKind>> = {
  'text-input': 'text',
  paragraph: 'paragraph',
  select: 'select',
  number: 'number',
  checkbox: 'checkbox',
  file: 'file',
  'file-list': 'file-list',
  json_object: 'json',
};

/**
 * The controls of an app's form that a person fills in. Hidden ones, and those that the server fills in itself, are left
 * out; a kind that a newer Dify has added takes text.
 *
 * @param prefilled values of the host, by variable
 */
export function inputFieldsOf(
  entries: readonly FormEntry[] | null | undefined,
  prefilled: Readonly<Record<string, unknown>> = {},
): readonly InputField[] {
  return (entries ?? []).flatMap((entry) =>
    Object.entries(entry).flatMap(([type, control]): readonly InputField[] => {
      if (type === 'external_data_tool' || !isControl(control) || control.hide === true) return [];
      const kind = kinds[type] ?? 'text';
      const { variable } = control;
      return [
        {
          kind,
          name: variable,
          label: control.label || variable,
          hint: control.description ?? '',
          placeholder: control.placeholder ?? '',
          isRequired: control.required === true && kind !== 'checkbox',
          options: control.options ?? [],
          limit: typeof control.max_length === 'number' && control.max_length > 0 ? control.max_length : null,
          initial: initialOf(kind, Object.hasOwn(prefilled, variable) ? prefilled[variable] : control.default, control),
          schema: kind === 'json' ? readSchema(control.json_schema) : undefined,
          fileTypes: control.allowed_file_types ?? [],
          fileExtensions: control.allowed_file_extensions ?? [],
          uploadMethods: control.allowed_file_upload_methods ?? [],
        },
      ];
    }),
  );
}

function isControl(control: unknown): control is FormControl {
  return typeof control === 'object' && control !== null && typeof Reflect.get(control, 'variable') === 'string';
}

function initialOf(kind: InputKind, value: unknown, { options }: FormControl): InputValue | undefined {
  switch (kind) {
    case 'checkbox':
      return value === true || value === 'true';
    case 'file':
      return isFile(value) ? value : undefined;
    case 'file-list':
      return Array.isArray(value) && value.length > 0 && value.every(isFile) ? value : undefined;
    case 'json':
      return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : asText(value);
    case 'select': {
      const text = asText(value);
      return options?.includes(text) ? text : '';
    }
    default:
      return asText(value);
  }
}

function isFile(value: unknown): value is InputFile {
  return typeof value === 'object' && value !== null && 'transfer_method' in value && 'type' in value;
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What is wrong with a value, if something is. */
export function checkInput(field: InputField, value: InputValue | undefined): InputIssue | null {
  const issue = (code: InputIssueCode): InputIssue => ({ field: field.name, code });
  const { isRequired, kind, limit, options } = field;
  if (kind === 'checkbox') return null;
  if (kind === 'file') return isRequired && value === undefined ? issue('required') : null;
  if (kind === 'file-list') {
    const count = Array.isArray(value) ? value.length : 0;
    if (isRequired && count === 0) return issue('required');
    return limit !== null && count > limit ? issue('too-many-files') : null;
  }
  const text = typeof value === 'string' ? value : '';
  if (text.trim() === '') return isRequired ? issue('required') : null;
  if (kind === 'number') return Number.isFinite(Number(text.replace(',', '.'))) ? null : issue('not-a-number');
  if (kind === 'json') {
    const object = jsonObject(text);
    if (object === undefined) return issue('not-json');
    const problem = schemaProblem(field.schema, object);
    return problem === null ? null : { ...issue('not-as-asked'), problem };
  }
  if (kind === 'select') return options.length > 0 && !options.includes(text) ? issue('not-an-option') : null;
  return limit !== null && text.length > limit ? issue('too-long') : null;
}

/** A value as Dify takes it; `undefined` for what is left out, because an empty text would be refused. */
export function inputOf({ kind }: InputField, value: InputValue | undefined): unknown {
  if (kind === 'checkbox') return value === true;
  if (kind === 'file' || kind === 'file-list') return value;
  const text = typeof value === 'string' ? value : '';
  if (text.trim() === '') return undefined;
  if (kind === 'number') return Number(text.replace(',', '.'));
  return kind === 'json' ? jsonObject(text) : text;
}

function jsonObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

import type { AppDefinition } from '../app-definition.ts';
import { pythonRepr } from '../http/python-repr.ts';
import { internalError, invalidParam } from '../http/refusal.ts';

/** A control of an app's form. */
interface Control {
  readonly type: string;
  readonly variable: string;
  readonly required: boolean;
  readonly maxLength: number | undefined;
  readonly options: readonly string[];
  readonly fallback: unknown;
}

/**
 * The values of an app's form, as they are stored with a turn: a key for every control, none besides.
 * Checked on every turn, also in a conversation that has begun.
 */
export function readFormInputs(app: AppDefinition, sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const controls = (app.parameters.user_input_form ?? []).flatMap((item) =>
    Object.entries(item).map(([type, settings]) => toControl(type, settings)),
  );
  return Object.fromEntries(controls.map((control) => [control.variable, readValue(control, sent[control.variable])]));
}

function toControl(type: string, settings: unknown): Control {
  const fields = new Map(Object.entries(typeof settings === 'object' && settings !== null ? settings : {}));
  const options: unknown = fields.get('options');
  const maxLength: unknown = fields.get('max_length');
  return {
    type,
    variable: String(fields.get('variable') ?? ''),
    required: fields.get('required') === true,
    maxLength: typeof maxLength === 'number' ? maxLength : undefined,
    options: Array.isArray(options) ? options.map(String) : [],
    fallback: fields.get('default') ?? null,
  };
}

function readValue({ type, variable, required, maxLength, options, fallback }: Control, value: unknown): unknown {
  if (value === undefined || value === null) {
    if (required) throw invalidParam(`${variable} is required in input form`);
    return fallback === '' ? null : fallback;
  }
  switch (type) {
    case 'text-input':
    case 'paragraph':
    case 'select':
      if (typeof value !== 'string') {
        throw invalidParam(`(type '${type}') ${variable} in input form must be a string`);
      }
      if (type === 'select' && !options.includes(value)) {
        throw invalidParam(`${variable} in input form must be one of the following: ${pythonRepr(options)}`);
      }
      if (type !== 'select' && maxLength !== undefined && Array.from(value).length > maxLength) {
        throw invalidParam(`${variable} in input form must be less than ${maxLength} characters`);
      }
      return value;
    case 'number':
      return readNumber(variable, value);
    case 'checkbox':
      if (typeof value === 'object') throw invalidParam(`Invalid input type for ${pythonRepr([variable])}`);
      return value;
    default:
      return value;
  }
}

function readNumber(variable: string, value: unknown): unknown {
  if (typeof value === 'object') throw internalError();
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return null;
  const number = Number(value);
  if (Number.isNaN(number)) throw invalidParam(`${variable} in input form must be a valid number`);
  return number;
}

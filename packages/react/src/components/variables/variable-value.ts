import type { ConversationVariable } from '@dify-oapi/core';
import { isKept, readPython } from './python-value.ts';

/** How a variable is changed. `fixed`: only the app can. */
export type VariableKind = 'text' | 'number' | 'boolean' | 'json' | 'fixed';

/** A value that can be sent. */
export type VariableValue = string | number | boolean | unknown[] | Record<string, unknown>;

/** Why what was written is no value of the variable. */
export type VariableIssue = 'number' | 'whole' | 'object' | 'list';

/** A variable's value, read from the text that Dify answers. */
export interface ReadVariable {
  readonly kind: VariableKind;
  /** What is shown and what an editor begins with: text as it is, numbers, JSON; of what cannot be read, Dify's own text. */
  readonly text: string;
  /** Whether a boolean is on. */
  readonly isOn: boolean;
}

const kinds: Readonly<Record<string, VariableKind>> = {
  string: 'text',
  secret: 'text',
  number: 'number',
  boolean: 'boolean',
  object: 'json',
};

function kindOf(type: string): VariableKind {
  const known = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  return known ?? (/^array\[(?:any|string|number|object|boolean)\]$/.test(type) ? 'json' : 'fixed');
}

/** What a variable holds. Dify writes values as Python prints them, some servers as JSON. */
export function readVariable({ value, value_type }: Pick<ConversationVariable, 'value' | 'value_type'>): ReadVariable {
  const kind = kindOf(value_type);
  const text = value ?? '';
  const isOn = kind === 'boolean' && /^(?:true|1)$/i.test(text);
  if (kind !== 'json' || text === '') return { kind, text, isOn };
  const read = readJSON(text) ?? readPython(text);
  // What cannot be read cannot be shown for changes either: saving it would lose something.
  if (read === undefined || !isKeptInside(read.value)) return { kind: 'fixed', text, isOn };
  return { kind, text: jsonOf(read.value), isOn };
}

/**
 * Reads what somebody wrote as the value of a variable.
 *
 * @param before the text that the variable has: where it is a whole number, Dify takes no other
 */
export function writtenValue(
  type: string,
  before: string,
  written: string,
): { readonly value: VariableValue } | { readonly issue: VariableIssue } {
  switch (kindOf(type)) {
    case 'number': {
      const number = Number(written.trim().replace(',', '.'));
      if (written.trim() === '' || !isKept(number)) return { issue: 'number' };
      return /^-?\d+$/.test(before) && !Number.isInteger(number) ? { issue: 'whole' } : { value: number };
    }
    case 'json': {
      const read = readJSON(written);
      if (type === 'object') return isObject(read?.value) ? { value: read.value } : { issue: 'object' };
      return Array.isArray(read?.value) && holds(type, read.value) ? { value: read.value } : { issue: 'list' };
    }
    default:
      return { value: written };
  }
}

function readJSON(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** In one line where that is short. */
function jsonOf(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length <= 48 ? line : JSON.stringify(value, null, 2);
}

function isKeptInside(value: unknown): boolean {
  if (typeof value === 'number') return isKept(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isKeptInside);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holds(type: string, items: readonly unknown[]): boolean {
  const wanted = /\[(\w+)\]/.exec(type)?.[1];
  return wanted === 'any' || items.every((item) => (isObject(item) ? 'object' : typeof item) === wanted);
}

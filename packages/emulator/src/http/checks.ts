import type { Misfit } from './misfits.ts';
import { missing, noneOf, noString } from './misfits.ts';

/** Says what does not fit about a value. `field` is its path, with dots. */
export type Check = (value: unknown, field: string) => Misfit[];

/** How a field of an object is checked. */
export interface FieldCheck {
  readonly check: Check;
  readonly isRequired: boolean;
}

/** A field that must be there. */
export function required(check: Check): FieldCheck {
  return { check, isRequired: true };
}

/** A field that may be left out; `null` is checked like any other value. */
export function optional(check: Check): FieldCheck {
  return { check, isRequired: false };
}

/** `null` is as good as what the check asks for. */
export function nullable(check: Check): Check {
  return (value, field) => (value === null ? [] : check(value, field));
}

/** Text, with its least and greatest length. */
export function text({ min = 0, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number } = {}): Check {
  return (value, field) => {
    if (typeof value !== 'string') return [noString(field, value)];
    const length = Array.from(value).length;
    if (length < min) {
      const sentence = `String should have at least ${counted(min, 'character')}`;
      return [{ field, type: 'string_too_short', sentence, input: value }];
    }
    if (length > max) {
      const sentence = `String should have at most ${counted(max, 'character')}`;
      return [{ field, type: 'string_too_long', sentence, input: value }];
    }
    return [];
  };
}

/** One of a few words; `kind` is what the validator calls it. */
export function oneOf(words: readonly string[], kind: 'literal_error' | 'enum' = 'literal_error'): Check {
  return (value, field) =>
    typeof value === 'string' && words.includes(value) ? [] : [{ ...noneOf(field, words, value), type: kind }];
}

/** A number, or text that says one. */
export const aNumber: Check = (value, field) => {
  if (typeof value === 'number' || typeof value === 'boolean') return [];
  if (typeof value !== 'string') {
    return [{ field, type: 'float_type', sentence: 'Input should be a valid number', input: value }];
  }
  if (value.trim() !== '' && Number.isFinite(Number(value))) return [];
  const sentence = 'Input should be a valid number, unable to parse string as a number';
  return [{ field, type: 'float_parsing', sentence, input: value }];
};

/** A whole number, or text that says one. */
export const anInteger: Check = (value, field) => {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value))) return [];
  if (typeof value === 'number') {
    const sentence = 'Input should be a valid integer, got a number with a fractional part';
    return [{ field, type: 'int_from_float', sentence, input: value }];
  }
  if (typeof value !== 'string') {
    return [{ field, type: 'int_type', sentence: 'Input should be a valid integer', input: value }];
  }
  if (/^\s*[+-]?\d+(?:\.0+)?\s*$/.test(value)) return [];
  const sentence = 'Input should be a valid integer, unable to parse string as an integer';
  return [{ field, type: 'int_parsing', sentence, input: value }];
};

const yesAndNo = new Set(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off', 't', 'f', 'y', 'n']);

/** A truth value, or what is commonly written for one. */
export const aBoolean: Check = (value, field) => {
  if (typeof value === 'boolean' || value === 0 || value === 1) return [];
  if (typeof value === 'string' && yesAndNo.has(value.toLowerCase())) return [];
  if (typeof value === 'string' || typeof value === 'number') {
    const sentence = 'Input should be a valid boolean, unable to interpret input';
    return [{ field, type: 'bool_parsing', sentence, input: value }];
  }
  return [{ field, type: 'bool_type', sentence: 'Input should be a valid boolean', input: value }];
};

/** A list, its length and its items. */
export function listOf(item: Check, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Check {
  return (value, field) => {
    if (!Array.isArray(value)) {
      return [{ field, type: 'list_type', sentence: 'Input should be a valid list', input: value }];
    }
    const misfits = value.flatMap((entry: unknown, at) => item(entry, `${field}.${at}`));
    if (misfits.length > 0) return misfits;
    if (value.length < min) {
      const sentence = `List should have at least ${counted(min, 'item')} after validation, not ${value.length}`;
      return [{ field, type: 'too_short', sentence, input: value }];
    }
    if (value.length > max) {
      const sentence = `List should have at most ${counted(max, 'item')} after validation, not ${value.length}`;
      return [{ field, type: 'too_long', sentence, input: value }];
    }
    return [];
  };
}

/** An object of any fields. */
export const aMapping: Check = (value, field) => {
  if (isMapping(value)) return [];
  return [{ field, type: 'dict_type', sentence: 'Input should be a valid dictionary', input: value }];
};

/** An object of known fields; others are ignored. An empty `field` is the whole body. */
export function fieldsOf(fields: Readonly<Record<string, FieldCheck>>, model = 'Model'): Check {
  return (value, field) => {
    if (!isMapping(value)) {
      const sentence = `Input should be a valid dictionary or instance of ${model}`;
      return [{ ...(field === '' ? {} : { field }), type: 'model_type', sentence, input: value }];
    }
    return Object.entries(fields).flatMap(([name, { check, isRequired }]) => {
      const path = field === '' ? name : `${field}.${name}`;
      if (Object.hasOwn(value, name)) return check(value[name], path);
      return isRequired ? [missing(path, value)] : [];
    });
  };
}

/** Whether a value is a JSON object. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

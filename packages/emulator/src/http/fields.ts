import { isMapping } from './checks.ts';

/** Fields of a request whose shape was checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field's text; `undefined` when it is left out or `null`. */
export function textAt(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** A field's number, also when it was sent as text; `undefined` when it is left out or `null`. */
export function numberAt(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return typeof value === 'number' ? value : undefined;
}

/** A field's truth value, also when it was sent as a word; `undefined` when it is left out or `null`. */
export function booleanAt(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (typeof value === 'string') return /^(?:true|1|yes|on|t|y)$/i.test(value);
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'boolean' ? value : undefined;
}

/** A field's object; `undefined` when it is anything else. */
export function mappingAt(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  return isMapping(value) ? value : undefined;
}

/** A field's list; empty when it is anything else. */
export function listAt(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

/** The texts of a field's list. */
export function textsAt(fields: Fields, name: string): string[] {
  return listAt(fields, name).filter((value) => typeof value === 'string');
}

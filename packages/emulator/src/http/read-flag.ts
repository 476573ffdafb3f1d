import type { Read } from './read-query.ts';

const yes = new Set(['true', '1', 'yes', 'on', 't', 'y']);
const no = new Set(['false', '0', 'no', 'off', 'f', 'n']);

/** A boolean of the query, as forgiving as the validator. */
export function readFlag(field: string, text: string | null, fallback: boolean): Read<boolean> {
  if (text === null) return { value: fallback };
  const word = text.toLowerCase();
  if (yes.has(word)) return { value: true };
  if (no.has(word)) return { value: false };
  const sentence = 'Input should be a valid boolean, unable to interpret input';
  return { misfit: { field, type: 'bool_parsing', sentence, input: text } };
}

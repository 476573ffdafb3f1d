import { isUuid } from './is-uuid.ts';
import { type Misfit, noValue } from './misfits.ts';

/** A value that was read, or why it could not be. */
export type Read<Value> = { readonly value: Value; readonly misfit?: undefined } | { readonly misfit: Misfit };

/** A `limit` of 1 to 100. @default 20 */
export function readLimit(text: string | null): Read<number> {
  if (text === null) return { value: 20 };
  const misfit = (type: string, sentence: string): Read<number> => ({
    misfit: { field: 'limit', type, sentence, input: text },
  });
  if (!/^\s*[+-]?\d+(?:\.0+)?\s*$/.test(text)) {
    return misfit('int_parsing', 'Input should be a valid integer, unable to parse string as an integer');
  }
  const value = Number(text);
  if (value < 1) return misfit('greater_than_equal', 'Input should be greater than or equal to 1');
  if (value > 100) return misfit('less_than_equal', 'Input should be less than or equal to 100');
  return { value };
}

/** A UUID of the query; empty is as good as none. */
export function readUuid(field: string, text: string | null): Read<string | undefined> {
  if (text === null || text === '') return { value: undefined };
  return isUuid(text) ? { value: text } : { misfit: noValue(field, 'must be a valid UUID', text) };
}

import { isUuid } from './is-uuid.ts';
import { type Misfit, noValue } from './misfits.ts';

/** A value that was read, or why it could not be. */
export type Read<Value> = { readonly value: Value; readonly misfit?: undefined } | { readonly misfit: Misfit };

/** What a whole number of the query may be. */
export interface Bounds {
  readonly fallback: number;
  readonly least: number;
  /** @default no end */
  readonly most?: number;
}

/** A whole number of the query. */
export function readNumber(field: string, text: string | null, { fallback, least, most }: Bounds): Read<number> {
  if (text === null) return { value: fallback };
  const misfit = (type: string, sentence: string): Read<number> => ({
    misfit: { field, type, sentence, input: text },
  });
  if (!/^\s*[+-]?\d+(?:\.0+)?\s*$/.test(text)) {
    return misfit('int_parsing', 'Input should be a valid integer, unable to parse string as an integer');
  }
  const value = Number(text);
  if (value < least) return misfit('greater_than_equal', `Input should be greater than or equal to ${least}`);
  if (most !== undefined && value > most) {
    return misfit('less_than_equal', `Input should be less than or equal to ${most}`);
  }
  return { value };
}

/** A `limit` of 1 to 100. @default 20 */
export function readLimit(text: string | null): Read<number> {
  return readNumber('limit', text, { fallback: 20, least: 1, most: 100 });
}

/** A UUID of the query; empty is as good as none. */
export function readUuid(field: string, text: string | null): Read<string | undefined> {
  if (text === null || text === '') return { value: undefined };
  return isUuid(text) ? { value: text } : { misfit: noValue(field, 'must be a valid UUID', text) };
}

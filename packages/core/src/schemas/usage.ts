import * as v from 'valibot';
import { finiteNumber } from './finite-number.ts';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';

const decimal = v.optional(v.nullable(v.union([v.string(), finiteNumber()])));
const seconds = v.optional(v.nullable(finiteNumber()));

export const usageSchema = openObject({
  prompt_tokens: v.optional(finiteNumber()),
  /** Price of one unit, a decimal as text. */
  prompt_unit_price: decimal,
  /** Tokens a unit, as a fraction of one token's price: a decimal as text. */
  prompt_price_unit: decimal,
  prompt_price: decimal,
  completion_tokens: v.optional(finiteNumber()),
  completion_unit_price: decimal,
  completion_price_unit: decimal,
  completion_price: decimal,
  total_tokens: v.optional(finiteNumber()),
  /** A decimal as text, e.g. `"0.0012"` or `"0E-7"`. */
  total_price: v.optional(v.nullable(v.string())),
  currency: v.optional(v.nullable(v.string())),
  /** Seconds. */
  latency: v.optional(v.nullable(finiteNumber())),
  /** Seconds. A number in chatflows, else `null` or absent. */
  time_to_first_token: seconds,
  /** Seconds. A number in chatflows, else `null` or absent. */
  time_to_generate: seconds,
});

/** Tokens, price and time of an answer. Zeros when no model ran. */
export interface Usage extends OutputOf<typeof usageSchema> {}

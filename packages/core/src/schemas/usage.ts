import * as z from 'zod/mini';

const decimal = z.optional(z.nullable(z.union([z.string(), z.number()])));
const seconds = z.optional(z.nullable(z.number()));

export const usageSchema = z.looseObject({
  prompt_tokens: z.optional(z.number()),
  /** Price of one unit, a decimal as text. */
  prompt_unit_price: decimal,
  /** Tokens a unit, as a fraction of one token's price: a decimal as text. */
  prompt_price_unit: decimal,
  prompt_price: decimal,
  completion_tokens: z.optional(z.number()),
  completion_unit_price: decimal,
  completion_price_unit: decimal,
  completion_price: decimal,
  total_tokens: z.optional(z.number()),
  /** A decimal as text, e.g. `"0.0012"` or `"0E-7"`. */
  total_price: z.optional(z.nullable(z.string())),
  currency: z.optional(z.nullable(z.string())),
  /** Seconds. */
  latency: z.optional(z.nullable(z.number())),
  /** Seconds. A number in chatflows, else `null` or absent. */
  time_to_first_token: seconds,
  /** Seconds. A number in chatflows, else `null` or absent. */
  time_to_generate: seconds,
});

/** Tokens, price and time of an answer. Zeros when no model ran. */
export interface Usage extends z.infer<typeof usageSchema> {}

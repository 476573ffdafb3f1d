import * as z from 'zod/mini';

export const usageSchema = z.looseObject({
  prompt_tokens: z.optional(z.number()),
  completion_tokens: z.optional(z.number()),
  total_tokens: z.optional(z.number()),
  /** A decimal as text, e.g. `"0.0012"` or `"0E-7"`. */
  total_price: z.optional(z.nullable(z.string())),
  currency: z.optional(z.nullable(z.string())),
  /** Seconds. */
  latency: z.optional(z.nullable(z.number())),
});

/** Tokens, price and time of an answer. Zeros when no model ran. */
export interface Usage extends z.infer<typeof usageSchema> {}

import * as z from 'zod/mini';

/** A page of a numbered list. */
export interface NumberPage<Item> {
  data: Item[];
  /** Whether there is more. Some lists say so of a full last page too. */
  has_more: boolean;
  /** The page size that was asked for. */
  limit: number;
  /** Rows on all pages. */
  total: number;
  /** From 1. */
  page: number;
}

/** The schema of a numbered page of `item`. */
// @__NO_SIDE_EFFECTS__
export function numberPageSchema<Item>(item: z.ZodMiniType<Item>): z.ZodMiniType<NumberPage<Item>> {
  return z.looseObject({
    data: z.array(item),
    has_more: z.boolean(),
    limit: z.number(),
    total: z.number(),
    page: z.number(),
  });
}

import * as z from 'zod/mini';

/** A page of a cursor list. */
export interface CursorPage<Item> {
  /** The page size that was asked for. */
  limit: number;
  /** Whether there is more. Can be wrong by rows of the same second: de-duplicate by id. */
  has_more: boolean;
  data: Item[];
}

/** The schema of a cursor page of `item`. */
// @__NO_SIDE_EFFECTS__
export function cursorPageSchema<Item>(item: z.ZodMiniType<Item>): z.ZodMiniType<CursorPage<Item>> {
  return z.looseObject({ limit: z.number(), has_more: z.boolean(), data: z.array(item) });
}

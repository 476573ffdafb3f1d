import * as v from 'valibot';
import { finiteNumber } from './finite-number.ts';
import { openObject } from './open-object.ts';

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
export function numberPageSchema<Item>(
  item: v.GenericSchema<unknown, Item>,
): v.GenericSchema<unknown, NumberPage<Item>> {
  return openObject({
    data: v.array(item),
    has_more: v.boolean(),
    limit: finiteNumber(),
    total: finiteNumber(),
    page: finiteNumber(),
  });
}

import * as v from 'valibot';
import { finiteNumber } from './finite-number.ts';
import { openObject } from './open-object.ts';

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
export function cursorPageSchema<Item>(
  item: v.GenericSchema<unknown, Item>,
): v.GenericSchema<unknown, CursorPage<Item>> {
  return openObject({ limit: finiteNumber(), has_more: v.boolean(), data: v.array(item) });
}

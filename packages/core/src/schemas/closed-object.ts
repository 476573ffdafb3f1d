import * as v from 'valibot';
import { objectOf } from './object-of.ts';

/** An object that refuses fields it does not know, as inputs need it: a misspelled name is an error, not silence. */
// @__NO_SIDE_EFFECTS__
export function closedObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, undefined> {
  return objectOf(v.strictObject(entries), 'refused');
}

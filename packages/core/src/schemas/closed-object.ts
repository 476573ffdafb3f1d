import type * as v from 'valibot';
import { objectOf } from './object-of.ts';
import type { ObjectSchemaOf } from './object-schema.ts';

/** An object that refuses fields it does not know, as inputs need it: a misspelled name is an error, not silence. */
// @__NO_SIDE_EFFECTS__
export function closedObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): ObjectSchemaOf<Entries, 'refused'> {
  return objectOf(entries, 'refused');
}

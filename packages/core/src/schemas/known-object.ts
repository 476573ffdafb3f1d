import type * as v from 'valibot';
import { objectOf } from './object-of.ts';
import type { ObjectSchemaOf } from './object-schema.ts';

/** An object that leaves out the fields it does not know, as what was stored needs it. */
// @__NO_SIDE_EFFECTS__
export function knownObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): ObjectSchemaOf<Entries, 'refused'> {
  return objectOf(entries, 'left out');
}

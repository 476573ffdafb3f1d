import type * as v from 'valibot';
import { objectOf } from './object-of.ts';
import type { ObjectSchemaOf } from './object-schema.ts';

/** An object that keeps the fields it does not know, as answers of a server need it. */
// @__NO_SIDE_EFFECTS__
export function openObject<const Entries extends v.ObjectEntries>(entries: Entries): ObjectSchemaOf<Entries, 'kept'> {
  return objectOf(entries, 'kept');
}

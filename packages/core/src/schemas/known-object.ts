import * as v from 'valibot';
import { objectOf } from './object-of.ts';

/** An object that leaves out the fields it does not know, as what was stored needs it. */
// @__NO_SIDE_EFFECTS__
export function knownObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.ObjectSchema<Entries, undefined> {
  return objectOf(v.object(entries), 'left out');
}

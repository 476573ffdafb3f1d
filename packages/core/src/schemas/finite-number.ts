import * as v from 'valibot';

/** A number that JSON can say: neither `NaN` nor `Infinity`. */
// @__NO_SIDE_EFFECTS__
export function finiteNumber(): v.CustomSchema<number, 'number'> {
  return v.custom<number, 'number'>(Number.isFinite, 'number');
}

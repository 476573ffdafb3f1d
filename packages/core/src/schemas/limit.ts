import * as v from 'valibot';
import { finiteNumber } from './finite-number.ts';

/** Rows a page: 1 to 100. Servers refuse more, or answer 100 and say that there is always more. */
export const limitSchema = v.pipe(finiteNumber(), v.safeInteger(), v.minValue(1), v.maxValue(100));

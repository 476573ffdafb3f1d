import * as v from 'valibot';
import { finiteNumber } from './finite-number.ts';

/** The number of a page, from 1. */
export const pageNumberSchema = v.pipe(finiteNumber(), v.safeInteger(), v.minValue(1), v.maxValue(99_999));

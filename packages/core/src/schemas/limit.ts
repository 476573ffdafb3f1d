import * as z from 'zod/mini';
import { checked } from './checked.ts';

/** Rows a page: 1 to 100. Servers refuse more, or answer 100 and say that there is always more. */
export const limitSchema = checked(z.number(), z.int(), z.minimum(1), z.maximum(100));

import * as z from 'zod/mini';
import { checked } from './checked.ts';

/** The number of a page, from 1. */
export const pageNumberSchema = checked(z.number(), z.int(), z.minimum(1), z.maximum(99_999));

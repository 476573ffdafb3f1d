import * as v from 'valibot';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';

export const resultSchema = openObject({ result: v.string() });

/** The answer of an operation that has nothing else to say: `{ result: 'success' }`. */
export interface Result extends OutputOf<typeof resultSchema> {}

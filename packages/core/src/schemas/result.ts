import * as v from 'valibot';
import { openObject } from './open-object.ts';

export const resultSchema = openObject({ result: v.string() });

/** The answer of an operation that has nothing else to say: `{ result: 'success' }`. */
export interface Result extends v.InferOutput<typeof resultSchema> {}

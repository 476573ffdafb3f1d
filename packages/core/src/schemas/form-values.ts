import * as v from 'valibot';
import { dictionary } from './dictionary.ts';

/** Values of the app's variables by name; needed on every call, so an empty object is sent where none is given. */
export const formValuesSchema = v.optional(dictionary(v.string(), v.unknown()), {});

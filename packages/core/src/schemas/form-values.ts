import * as z from 'zod/mini';

/** Values of the app's variables by name; needed on every call, so an empty object is sent where none is given. */
export const formValuesSchema = z._default(z.record(z.string(), z.unknown()), {});

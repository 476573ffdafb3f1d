import * as v from 'valibot';

/** The answer of an operation that says nothing: 204 with no body, or what an older server sends in its place. */
export const nothingSchema = v.custom<undefined>(() => true);

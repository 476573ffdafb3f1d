import * as z from 'zod/mini';

/** The answer of an operation that says nothing: 204 with no body, or what an older server sends in its place. */
export const nothingSchema = z.custom<undefined>();

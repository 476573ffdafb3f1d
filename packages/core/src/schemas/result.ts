import * as z from 'zod/mini';

export const resultSchema = z.looseObject({ result: z.string() });

/** The answer of an operation that has nothing else to say: `{ result: 'success' }`. */
export interface Result extends z.infer<typeof resultSchema> {}

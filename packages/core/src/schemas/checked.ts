import type * as z from 'zod/mini';

/**
 * A schema with more checks, of the same type. As a plain function that bundlers know to be free of side effects, it
 * drops out of a bundle that does not use its result; the `check` method does not.
 */
// @__NO_SIDE_EFFECTS__
export function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  ...checks: z.core.$ZodCheck<z.output<Schema>>[]
): Schema {
  return schema.check(...checks);
}

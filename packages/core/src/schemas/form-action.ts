import * as z from 'zod/mini';

export const formActionSchema = z.looseObject({
  /** At most 20 letters, digits and `_`. */
  id: z.string(),
  /** At most 100 characters. */
  title: z.string(),
  /** `primary`, `default`, `accent` or `ghost`. Open. */
  button_style: z.optional(z.nullable(z.string())),
});

/** A button of a form that a run waits for. */
export interface FormAction extends z.infer<typeof formActionSchema> {}

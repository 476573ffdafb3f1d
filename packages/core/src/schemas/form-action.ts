import * as v from 'valibot';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';

export const formActionSchema = openObject({
  /** At most 20 letters, digits and `_`. */
  id: v.string(),
  /** At most 100 characters. */
  title: v.string(),
  /** `primary`, `default`, `accent` or `ghost`. Open. */
  button_style: v.optional(v.nullable(v.string())),
});

/** A button of a form that a run waits for. */
export interface FormAction extends OutputOf<typeof formActionSchema> {}

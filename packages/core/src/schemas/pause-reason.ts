import * as v from 'valibot';
import { dictionary } from './dictionary.ts';
import { finiteNumber } from './finite-number.ts';
import { formActionSchema } from './form-action.ts';
import { formInputSchema } from './form-input.ts';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';

const text = v.optional(v.nullable(v.string()));

export const pauseReasonSchema = openObject({
  /** `human_input_required`, with the fields of the form, or `scheduled_pause`, with a `message`. Open. */
  TYPE: text,
  message: text,
  form_id: text,
  node_id: text,
  node_title: text,
  /** Markdown; `{{#$output.name#}}` marks where an input belongs. */
  form_content: text,
  inputs: v.optional(v.nullable(v.array(formInputSchema))),
  actions: v.optional(v.nullable(v.array(formActionSchema))),
  /** Gets and submits the form. */
  form_token: text,
  /** Where the form can be answered: `web_app`, `console`, `email`. The token decides. Since Dify 1.16. */
  approval_channels: v.optional(v.nullable(v.array(v.string()))),
  /** What the fields begin with, by name, where it comes from a variable of the run. */
  resolved_default_values: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  /** Unix time in seconds. */
  expiration_time: v.optional(v.nullable(finiteNumber())),
});

/** Why a run waits. */
export interface PauseReason extends OutputOf<typeof pauseReasonSchema> {}

import * as z from 'zod/mini';
import { formActionSchema } from './form-action.ts';
import { formInputSchema } from './form-input.ts';

const text = z.optional(z.nullable(z.string()));

export const formDefinitionSchema = z.looseObject({
  form_id: text,
  node_id: text,
  node_title: text,
  /** Markdown; `{{#$output.name#}}` marks where an input belongs. */
  form_content: text,
  inputs: z.optional(z.nullable(z.array(formInputSchema))),
  actions: z.optional(z.nullable(z.array(formActionSchema))),
  /** `false`: the form is not meant for the API, and its token answers 404. */
  display_in_ui: z.optional(z.nullable(z.boolean())),
  /** Gets and submits the form. `null` once submitted, and since Dify 1.16 for forms that are not meant for the API. */
  form_token: text,
  /** Where the form can be answered: `web_app`, `console`, `email`. The token decides. Since Dify 1.16. */
  approval_channels: z.optional(z.nullable(z.array(z.string()))),
  /** What the fields begin with, by name, where it comes from a variable of the run. */
  resolved_default_values: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  /** Unix time in seconds. */
  expiration_time: z.optional(z.nullable(z.number())),
});

/** A form that a run waits for, as it is announced. */
export interface FormDefinition extends z.infer<typeof formDefinitionSchema> {}

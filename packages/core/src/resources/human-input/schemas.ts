import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { formActionSchema } from '../../schemas/form-action.ts';
import { formInputSchema } from '../../schemas/form-input.ts';
import { identifierSchema, userSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import type { InputOf, OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

export const getHumanInputFormSchema = closedObject({
  /** From a `human_input_required` event or a pause reason. */
  form_token: identifierSchema,
});

/** What `humanInput.get` takes. */
export interface GetHumanInputForm extends OutputOf<typeof getHumanInputFormSchema> {}

export const humanInputFormSchema = openObject({
  /** Markdown with the run's variables filled in; `{{#$output.name#}}` marks where an input belongs. */
  form_content: v.string(),
  inputs: v.array(formInputSchema),
  /** What the fields begin with, by name, where it comes from a variable of the run. Objects as JSON text. */
  resolved_default_values: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  /** The buttons. */
  user_actions: v.array(formActionSchema),
  /** Unix time in seconds. Compare it with the clock: the server notices about once a minute. */
  expiration_time: v.optional(v.nullable(finiteNumber())),
});

/** A form that a run waits for. */
export interface HumanInputForm extends OutputOf<typeof humanInputFormSchema> {}

const formValueSchema = v.union(
  [v.string(), inputFileSchema, v.array(inputFileSchema)],
  'a text, a file or a list of files',
);

export const submitHumanInputFormSchema = closedObject({
  /** From a `human_input_required` event or a pause reason. */
  form_token: identifierSchema,
  /**
   * Values by `output_variable_name`: text for `paragraph` and `select`, a file for `file`, files for `file-list`.
   * Anything else would be taken with 200 and fail the run. @default {}
   */
  inputs: v.optional(dictionary(v.string(), formValueSchema), {}),
  /** The `id` of the button. */
  action: v.pipe(v.string(), v.minLength(1)),
  /** Who answers; need not be who started the run. Files must be uploads of the user who started it. */
  user: v.optional(userSchema),
});

/** What `humanInput.submit` takes. */
export interface SubmitHumanInputForm extends InputOf<typeof submitHumanInputFormSchema> {}

export const submittedFormSchema = openObject({});

/** Nothing: the form was taken, and the run goes on by itself. */
export interface SubmittedForm extends OutputOf<typeof submittedFormSchema> {}

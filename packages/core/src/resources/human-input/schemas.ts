import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { formActionSchema } from '../../schemas/form-action.ts';
import { formInputSchema } from '../../schemas/form-input.ts';
import { identifierSchema, userSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';

export const getHumanInputFormSchema = z.strictObject({
  /** From a `human_input_required` event or a pause reason. */
  form_token: identifierSchema,
});

/** What `humanInput.get` takes. */
export interface GetHumanInputForm extends z.infer<typeof getHumanInputFormSchema> {}

export const humanInputFormSchema = z.looseObject({
  /** Markdown with the run's variables filled in; `{{#$output.name#}}` marks where an input belongs. */
  form_content: z.string(),
  inputs: z.array(formInputSchema),
  /** What the fields begin with, by name, where it comes from a variable of the run. Objects as JSON text. */
  resolved_default_values: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  /** The buttons. */
  user_actions: z.array(formActionSchema),
  /** Unix time in seconds. Compare it with the clock: the server notices about once a minute. */
  expiration_time: z.optional(z.nullable(z.number())),
});

/** A form that a run waits for. */
export interface HumanInputForm extends z.infer<typeof humanInputFormSchema> {}

const formValueSchema = z.union(
  [z.string(), inputFileSchema, z.array(inputFileSchema)],
  'a text, a file or a list of files',
);

export const submitHumanInputFormSchema = z.strictObject({
  /** From a `human_input_required` event or a pause reason. */
  form_token: identifierSchema,
  /**
   * Values by `output_variable_name`: text for `paragraph` and `select`, a file for `file`, files for `file-list`.
   * Anything else would be taken with 200 and fail the run. @default {}
   */
  inputs: z._default(z.record(z.string(), formValueSchema), {}),
  /** The `id` of the button. */
  action: checked(z.string(), z.minLength(1)),
  /** Who answers; need not be who started the run. Files must be uploads of the user who started it. */
  user: z.optional(userSchema),
});

/** What `humanInput.submit` takes. */
export interface SubmitHumanInputForm extends z.input<typeof submitHumanInputFormSchema> {}

export const submittedFormSchema = z.looseObject({});

/** Nothing: the form was taken, and the run goes on by itself. */
export interface SubmittedForm extends z.infer<typeof submittedFormSchema> {}

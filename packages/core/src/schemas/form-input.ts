import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string()));
const texts = z.optional(z.nullable(z.array(z.string())));

const formDefaultSchema = z.looseObject({
  /** `constant` means `value`; `variable` means the run's variable at `selector`. Open. */
  type: text,
  /** Path of a variable: a node id, then names. Empty for a constant. */
  selector: texts,
  value: text,
});

/** What a field of a form begins with. */
export interface FormDefault extends z.infer<typeof formDefaultSchema> {}

const formOptionSourceSchema = z.looseObject({
  /** `constant` means `value`; `variable` means the run's variable at `selector`. Open. */
  type: text,
  /** Path of a variable: a node id, then names. Empty for a constant. */
  selector: texts,
  /** The options. */
  value: texts,
});

/** Where a select takes its options from. */
export interface FormOptionSource extends z.infer<typeof formOptionSourceSchema> {}

export const formInputSchema = z.looseObject({
  /** The field's name: the key of its value when the form is submitted. */
  output_variable_name: z.string(),
  /** `paragraph`, `select`, `file` or `file-list`. Open. */
  type: z.string(),
  /** For `paragraph`. */
  default: z.optional(z.nullable(formDefaultSchema)),
  /** For `select`. */
  option_source: z.optional(z.nullable(formOptionSourceSchema)),
  /** For files: `image`, `document`, `audio`, `video`, `custom`. */
  allowed_file_types: texts,
  /** For files of type `custom`, with a leading dot. */
  allowed_file_extensions: texts,
  /** For files: `local_file`, `remote_url`. */
  allowed_file_upload_methods: texts,
  /** How many files a `file-list` takes. */
  number_limits: z.optional(z.nullable(z.number())),
});

/** A field of a form that a run waits for. */
export interface FormInput extends z.infer<typeof formInputSchema> {}

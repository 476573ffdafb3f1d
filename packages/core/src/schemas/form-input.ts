import * as v from 'valibot';
import { finiteNumber } from './finite-number.ts';
import type { OutputOf } from './object-schema.ts';
import { openObject } from './open-object.ts';

const text = v.optional(v.nullable(v.string()));
const texts = v.optional(v.nullable(v.array(v.string())));

const formDefaultSchema = openObject({
  /** `constant` means `value`; `variable` means the run's variable at `selector`. Open. */
  type: text,
  /** Path of a variable: a node id, then names. Empty for a constant. */
  selector: texts,
  value: text,
});

/** What a field of a form begins with. */
export interface FormDefault extends OutputOf<typeof formDefaultSchema> {}

const formOptionSourceSchema = openObject({
  /** `constant` means `value`; `variable` means the run's variable at `selector`. Open. */
  type: text,
  /** Path of a variable: a node id, then names. Empty for a constant. */
  selector: texts,
  /** The options. */
  value: texts,
});

/** Where a select takes its options from. */
export interface FormOptionSource extends OutputOf<typeof formOptionSourceSchema> {}

export const formInputSchema = openObject({
  /** The field's name: the key of its value when the form is submitted. */
  output_variable_name: v.string(),
  /** `paragraph`, `select`, `file` or `file-list`. Open. */
  type: v.string(),
  /** For `paragraph`. */
  default: v.optional(v.nullable(formDefaultSchema)),
  /** For `select`. */
  option_source: v.optional(v.nullable(formOptionSourceSchema)),
  /** For files: `image`, `document`, `audio`, `video`, `custom`. */
  allowed_file_types: texts,
  /** For files of type `custom`, with a leading dot. */
  allowed_file_extensions: texts,
  /** For files: `local_file`, `remote_url`. */
  allowed_file_upload_methods: texts,
  /** How many files a `file-list` takes. */
  number_limits: v.optional(v.nullable(finiteNumber())),
});

/** A field of a form that a run waits for. */
export interface FormInput extends OutputOf<typeof formInputSchema> {}

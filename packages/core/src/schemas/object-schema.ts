import type * as v from 'valibot';

/**
 * A schema of an object. `Input` and `Output` are written out, so that types stay quick to read however deep objects lie in
 * each other; `Entries` keeps what is said of each field.
 *
 * @public Declarations name it.
 */
export interface ObjectSchema<Entries, Input, Output> extends v.GenericSchema<Input, Output> {
  /** For types alone. */
  readonly '~entries'?: Entries | undefined;
}

/** The schema that objects with these entries have. */
export type ObjectSchemaOf<Entries extends v.ObjectEntries, Others extends 'kept' | 'refused'> = ObjectSchema<
  Entries,
  Plain<v.InferInput<v.ObjectSchema<Entries, undefined>> & Unknown<Others>>,
  Plain<v.InferOutput<v.ObjectSchema<Entries, undefined>> & Unknown<Others>>
>;

/** What a schema reads, each field with what is said of it. */
export type OutputOf<Schema> =
  Schema extends ObjectSchema<infer Entries, infer _, infer Output> ? Told<Entries, Output> : never;

/** What a schema takes, each field with what is said of it. */
export type InputOf<Schema> =
  Schema extends ObjectSchema<infer Entries, infer Input, infer _> ? Told<Entries, Input> : never;

/** The same type, its fields written out. */
type Plain<Value> = Value extends infer Written ? { [Key in keyof Written]: Written[Key] } : never;

type Unknown<Others> = Others extends 'kept' ? { [name: string]: unknown } : unknown;

type Told<Entries, Value> = {
  -readonly [Key in keyof Entries as IsOptional<Value, Key> extends true ? never : Key]: Value[Key & keyof Value];
} & {
  -readonly [Key in keyof Entries as IsOptional<Value, Key> extends true ? Key : never]?: Value[Key & keyof Value];
} & (string extends keyof Value ? { [name: string]: unknown } : unknown);

type IsOptional<Value, Key> =
  Pick<Value, Key & keyof Value> extends Required<Pick<Value, Key & keyof Value>> ? false : true;

import * as v from 'valibot';
import { inside, refusal } from './schema-issues.ts';

/** What becomes of fields that the schema does not name. */
export type OtherFields = 'kept' | 'left out' | 'refused';

interface ObjectSchema extends v.GenericSchema {
  readonly entries: v.ObjectEntries;
}

const types = { kept: 'loose_object', 'left out': 'object', refused: 'strict_object' } as const;

type Issue = v.BaseIssue<unknown>;

/**
 * An object schema that reads by itself. What valibot brings along takes lists for objects, drops fields that are
 * called `constructor` or `prototype`, and says of a missing field only that it is missing, not what it has to be.
 */
// @__NO_SIDE_EFFECTS__
export function objectOf<Input, Output>(entries: v.ObjectEntries, others: OtherFields): v.GenericSchema<Input, Output> {
  const schema: Omit<ObjectSchema, '~standard'> = {
    kind: 'schema',
    type: types[others],
    reference: objectOf,
    expects: 'Object',
    async: false,
    entries,
    '~run'(dataset, config) {
      return read(own, others, dataset, config);
    },
  };
  const own = v._standardSchema<ObjectSchema>(schema);
  return own as v.GenericSchema as v.GenericSchema<Input, Output>;
}

function read(
  schema: ObjectSchema,
  others: OtherFields,
  dataset: v.UnknownDataset,
  config: v.Config<Issue>,
): v.OutputDataset<unknown, Issue> {
  const input = dataset.value;
  if (!isObject(input)) return refusal(schema, dataset, config);
  const value: Record<string, unknown> = {};
  const issues: Issue[] = [];
  let typed = true;
  for (const [key, field] of Object.entries(schema.entries)) {
    if (!(key in input) && mayBeAbsent(field)) continue;
    const found = field['~run']({ value: input[key] }, config);
    for (const issue of found.issues ?? []) issues.push(inside(input, key, issue));
    if (!found.typed) typed = false;
    value[key] = found.value;
  }
  const unknown = others === 'left out' ? [] : namesOutside(schema, input);
  if (others === 'refused' && unknown.length > 0) {
    typed = false;
    issues.push(...refusal(schema, { value: unknown }, config, 'never').issues);
  }
  for (const key of others === 'kept' ? unknown : []) if (key !== '__proto__') value[key] = input[key];
  const [first, ...more] = issues;
  if (first === undefined) return { typed: true, value };
  return typed ? { typed, value, issues: [first, ...more] } : { typed, value, issues: [first, ...more] };
}

/** As a spread would not: names that an object has from its class count, so that nothing is passed over in silence. */
function namesOutside(schema: ObjectSchema, input: Record<string, unknown>): readonly string[] {
  const names: string[] = [];
  for (const name in input) if (!Object.hasOwn(schema.entries, name)) names.push(name);
  return names;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mayBeAbsent(field: v.ObjectEntries[string]): boolean {
  const isOptional = field.type === 'optional' || field.type === 'exact_optional';
  return isOptional && Reflect.get(field, 'default') === undefined;
}

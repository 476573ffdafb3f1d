import * as v from 'valibot';
import { inside, refusal } from './schema-issues.ts';

type Issue = v.BaseIssue<unknown>;

/**
 * Values by name, whatever the names are. The one that valibot brings along takes lists, and drops entries that are
 * called `constructor` or `prototype`.
 */
// @__NO_SIDE_EFFECTS__
export function dictionary<Value>(
  name: v.GenericSchema<string>,
  value: v.GenericSchema<unknown, Value>,
): v.GenericSchema<Record<string, Value>> {
  return v._standardSchema<v.GenericSchema<Record<string, Value>>>({
    kind: 'schema',
    type: 'record',
    reference: dictionary,
    expects: 'Object',
    async: false,
    '~run'(dataset, config) {
      return read(this, name, value, dataset, config);
    },
  });
}

function read<Value>(
  schema: v.GenericSchema<Record<string, Value>>,
  name: v.GenericSchema<string>,
  value: v.GenericSchema<unknown, Value>,
  dataset: v.UnknownDataset,
  config: v.Config<Issue>,
): v.OutputDataset<Record<string, Value>, Issue> {
  const input = dataset.value;
  if (!isPlain(input)) return refusal(schema, dataset, config);
  const values: Record<string, Value> = {};
  const issues: Issue[] = [];
  let typed = true;
  for (const [key, entry] of Object.entries(input)) {
    if (key === '__proto__') continue;
    const found = value['~run']({ value: entry }, config);
    const reasons = [...(name['~run']({ value: key }, config).issues ?? []), ...(found.issues ?? [])];
    for (const issue of reasons) issues.push(inside(input, key, issue));
    if (found.typed) values[key] = found.value;
    else typed = false;
  }
  const [first, ...more] = issues;
  if (first === undefined) return { typed: true, value: values };
  return typed ? { typed, value: values, issues: [first, ...more] } : { typed, value: input, issues: [first, ...more] };
}

/** Made by `{}` or `JSON.parse`, also in another realm. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

import * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

/** Says that a value is none of the schema's kind. */
export function refusal(
  schema: v.GenericSchema,
  dataset: v.UnknownDataset,
  config: v.Config<Issue>,
  expected?: string,
): v.FailureDataset<Issue> {
  const { value } = dataset;
  const failed: v.OutputDataset<unknown, Issue> | v.UnknownDataset = { value };
  v._addIssue(schema, 'type', failed, config, expected === undefined ? undefined : { expected });
  const [first, ...more]: readonly Issue[] = failed.issues ?? [];
  if (first === undefined) throw new TypeError('A refusal without a reason.');
  return { typed: false, value, issues: [first, ...more] };
}

/** An issue of a field, as one of the object around it. */
export function inside(input: Record<string, unknown>, key: string, issue: Issue): Issue {
  const item: v.ObjectPathItem = { type: 'object', origin: 'value', input, key, value: input[key] };
  return { ...issue, path: [item, ...(issue.path ?? [])] };
}

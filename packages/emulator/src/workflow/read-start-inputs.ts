import type { AppDefinition } from '../app-definition.ts';
import { readFormInputs } from '../handlers/form-inputs.ts';
import { isMapping } from '../http/checks.ts';
import { pythonRepr } from '../http/python-repr.ts';
import { invalidParam } from '../http/refusal.ts';
import { type FileReader, readOneFile } from './read-file.ts';
import type { StartVariable, WorkflowDefinition } from './workflow-definition.ts';

/** The controls of a workflow's form. */
function startVariables({ nodes }: WorkflowDefinition): readonly StartVariable[] {
  const data = nodes.find((node) => node.data.type === 'start')?.data;
  return data?.type === 'start' ? data.variables : [];
}

/**
 * The values of a workflow's form: a key for every control, none besides.
 *
 * @throws Refusal for the first that does not fit
 */
export function readStartInputs(
  definition: WorkflowDefinition,
  sent: Readonly<Record<string, unknown>>,
  reader: FileReader,
): Record<string, unknown> {
  const variables = startVariables(definition);
  const values = readFormInputs(withForm(reader.app, variables), sent);
  const bad = variables.filter(({ type, variable }) => {
    const value = values[variable];
    if (['file', 'json_object'].includes(type)) return false;
    if (isMapping(value)) return true;
    return type !== 'file-list' && Array.isArray(value) && value.some(isMapping);
  });
  for (const variable of variables) checkFiles(variable, values[variable.variable]);
  if (bad.length > 0) throw invalidParam(`Invalid input type for ${pythonRepr(bad.map(({ variable }) => variable))}`);
  return Object.fromEntries(
    variables.map((variable) => [variable.variable, readValue(variable, values[variable.variable], reader)]),
  );
}

/** The app with the form that its workflow has. */
function withForm(app: AppDefinition, variables: readonly StartVariable[]): AppDefinition {
  const user_input_form = variables.map((variable) => ({
    [variable.type]: { ...variable, required: variable.required === true, label: variable.label ?? '' },
  }));
  return { ...app, parameters: { ...app.parameters, user_input_form } };
}

function checkFiles({ max_length, type, variable }: StartVariable, value: unknown): void {
  if (value === null || value === undefined) return;
  if (type === 'file' && value !== '' && !isMapping(value)) {
    throw invalidParam(`${variable} in input form must be a file`);
  }
  if (type === 'file-list') {
    if (!Array.isArray(value) || !value.every(isMapping)) {
      throw invalidParam(`${variable} in input form must be a list of files`);
    }
    if (max_length && value.length > max_length) {
      throw invalidParam(`${variable} in input form must be less than ${max_length} files`);
    }
  }
  if (type === 'json_object' && value !== '' && !isMapping(value)) {
    throw invalidParam(`${variable} in input form must be a dict`);
  }
}

function readValue(variable: StartVariable, value: unknown, reader: FileReader): unknown {
  switch (variable.type) {
    case 'file':
      return isMapping(value) && Object.keys(value).length > 0 ? readOneFile(reader, value, variable, true) : null;
    case 'file-list': {
      const list: unknown[] = Array.isArray(value) ? value : [];
      const named = list
        .filter(isMapping)
        .filter(({ transfer_method: method, url, remote_url }) =>
          method ? method !== 'remote_url' || url || remote_url : false,
        );
      return value === null || value === undefined ? null : named.map((one) => readOneFile(reader, one, variable));
    }
    case 'json_object':
      return readObject(variable, value);
    default:
      return value ?? null;
  }
}

function readObject({ json_schema: schema, variable }: StartVariable, value: unknown): unknown {
  if (!isMapping(value)) return null;
  const parsed: unknown = typeof schema === 'string' ? JSON.parse(schema) : schema;
  const needed: unknown = isMapping(parsed) ? parsed.required : undefined;
  const missing = (Array.isArray(needed) ? needed : []).find((name) => typeof name === 'string' && !(name in value));
  if (typeof missing === 'string') {
    throw invalidParam(`JSON object for '${variable}' does not match schema: '${missing}' is a required property`);
  }
  return value;
}

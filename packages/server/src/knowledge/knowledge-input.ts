import { checkFields } from '../input/check-fields.ts';
import { jsonObject, responseMode } from '../input/json-input.ts';
import { queryInput } from '../input/query-input.ts';
import { fileIn, formInput } from '../input/upload-input.ts';
import type { HandlerLimits } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';

/** What a page sent with a call, checked. */
export interface KnowledgeInput {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file?: File | undefined;
}

/** Fields by which Dify would load a file from elsewhere, or take one that is no upload. */
const foreignFileFields = ['remote_url', 'tool_file_id', 'datasource_file_id', 'dify_model_identity'];

/**
 * Reads what a page sent: the fields that the operation has, each of the right kind, and no others.
 *
 * @throws Refusal with 400, 408, 413, 414 or 415
 */
export async function knowledgeInput(
  match: RouteMatch<KnowledgeOperation>,
  request: Request,
  url: URL,
  limits: HandlerLimits,
): Promise<KnowledgeInput> {
  const { payload, events } = match.route.endpoint;
  if (payload === 'query') return { fields: queryInput(match, url, limits) };
  if (payload === 'form') return formFields(match, await formInput(request, limits), limits);
  const sent = await jsonObject(request, limits);
  checkNesting(sent, limits.inputsDepth + 1);
  const fields = checkFields(match, sent);
  return { fields: events === true ? { ...fields, response_mode: responseMode(fields, request) } : fields };
}

/** One file and one field of settings, whatever else the form has. */
async function formFields(
  match: RouteMatch<KnowledgeOperation>,
  form: FormData,
  limits: HandlerLimits,
): Promise<KnowledgeInput> {
  const hasFile = [...form.values()].some((value) => typeof value !== 'string');
  const isOptional = match.route.operation === 'updateDocument' || match.route.operation === 'updateDocumentByFile';
  const file = hasFile || !isOptional ? await fileIn(form, limits) : undefined;
  const data = settingsIn(form, limits);
  const { file: _file, ...fields } = checkFields(match, { ...(file && { file }), ...(data && { data }) });
  return { fields, file };
}

function settingsIn(form: FormData, limits: HandlerLimits): object | undefined {
  const [text, ...more] = form.getAll('data');
  if (text === undefined) return undefined;
  if (typeof text !== 'string' || more.length > 0 || text.length > limits.jsonBytes) {
    throw new Refusal(400, 'invalid_param', 'The form has to have one field "data" at most: a JSON object.');
  }
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    settings = undefined;
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new Refusal(400, 'invalid_param', 'The field "data" has to be a JSON object.');
  }
  checkNesting(settings, limits.inputsDepth + 1);
  return settings;
}

/** @throws Refusal with 400 for what nests too deep, reaches for prototypes, or names a file that is no upload */
function checkNesting(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth <= 0) throw new Refusal(400, 'invalid_param', 'The request nests too deep.');
  if (Object.hasOwn(value, '__proto__')) throw new Refusal(400, 'invalid_param', 'The request has a forbidden name.');
  const method: unknown = Object.hasOwn(value, 'transfer_method')
    ? Reflect.get(value, 'transfer_method')
    : 'local_file';
  const isForeign = method !== 'local_file' || foreignFileFields.some((name) => Object.hasOwn(value, name));
  if (isForeign && !Array.isArray(value)) {
    throw new Refusal(400, 'remote_file_forbidden', 'Only uploaded files can be sent.');
  }
  for (const inner of Object.values(value)) checkNesting(inner, depth - 1);
}

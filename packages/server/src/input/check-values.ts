import { Refusal } from '../refusal.ts';

/** Fields by which Dify would take an object for a file other than an upload of this user. */
const foreignFileFields = ['remote_url', 'tool_file_id', 'datasource_file_id', 'dify_model_identity'];

/**
 * Looks through everything that was sent, however deep: no file but an upload, no reaching for prototypes.
 *
 * @throws Refusal with 400
 */
export function checkValues(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth <= 0) throw new Refusal(400, 'invalid_param', 'The request nests too deep.');
  if (Array.isArray(value)) {
    for (const item of value) checkValues(item, depth - 1);
    return;
  }
  if (Object.hasOwn(value, '__proto__')) throw new Refusal(400, 'invalid_param', 'The request has a forbidden name.');
  checkFile(Object.fromEntries(Object.entries(value)));
  for (const item of Object.values(value)) checkValues(item, depth - 1);
}

function checkFile(fields: Readonly<Record<string, unknown>>): void {
  const isFile = Object.hasOwn(fields, 'transfer_method');
  if (!isFile && !foreignFileFields.some((name) => Object.hasOwn(fields, name))) return;
  const isUpload =
    fields.transfer_method === 'local_file' &&
    typeof fields.upload_file_id === 'string' &&
    /^[A-Za-z0-9_-]{1,128}$/.test(fields.upload_file_id) &&
    !fields.url &&
    !foreignFileFields.some((name) => Object.hasOwn(fields, name));
  if (!isUpload) {
    throw new Refusal(
      400,
      'remote_file_forbidden',
      'Only uploaded files can be sent: transfer_method "local_file" with an upload_file_id.',
    );
  }
}

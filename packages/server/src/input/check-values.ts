import { Refusal } from '../refusal.ts';
import { remoteFileRefusal, remoteURLIn } from './remote-url.ts';

/** Fields by which Dify would take an object for a file that a page may not name. */
const foreignFileFields = ['remote_url', 'tool_file_id', 'datasource_file_id', 'dify_model_identity'];

/** Fields by which Dify takes an upload instead of the address that stands beside them. */
const uploadFields = ['upload_file_id', 'reference', 'related_id'];

/**
 * Looks through everything that was sent, however deep: no file but an upload or an ordinary address, no reaching for
 * prototypes.
 *
 * @returns the addresses of files
 * @throws Refusal with 400
 */
export function checkValues(value: unknown, depth: number): readonly URL[] {
  if (typeof value !== 'object' || value === null) return [];
  if (depth <= 0) throw new Refusal(400, 'invalid_param', 'The request nests too deep.');
  if (Array.isArray(value)) return value.flatMap((item) => checkValues(item, depth - 1));
  if (Object.hasOwn(value, '__proto__')) throw new Refusal(400, 'invalid_param', 'The request has a forbidden name.');
  const address = checkFile(Object.fromEntries(Object.entries(value)));
  const inner = Object.values(value).flatMap((item) => checkValues(item, depth - 1));
  return address === null ? inner : [address, ...inner];
}

/** The address of a file; `null` for an upload and for what is no file. */
function checkFile(fields: Readonly<Record<string, unknown>>): URL | null {
  const isFile = Object.hasOwn(fields, 'transfer_method');
  const isForeign = foreignFileFields.some((name) => Object.hasOwn(fields, name));
  if (!isFile && !isForeign) return null;
  const isUpload =
    fields.transfer_method === 'local_file' &&
    typeof fields.upload_file_id === 'string' &&
    /^[A-Za-z0-9_.~-]{1,512}$/.test(fields.upload_file_id) &&
    !fields.url;
  if (isUpload && !isForeign) return null;
  const namesUpload = uploadFields.some((name) => fields[name]);
  const url = fields.transfer_method === 'remote_url' && !namesUpload ? remoteURLIn(fields.url) : null;
  if (url === null || isForeign) throw remoteFileRefusal();
  return url;
}

import type { Context } from '../context.ts';
import { isUuid } from '../http/is-uuid.ts';
import { internalError, invalidParam } from '../http/refusal.ts';
import type { FileRow } from '../world/app-rows.ts';

type Mapping = Readonly<Record<string, unknown>>;

const methods = ['remote_url', 'local_file', 'tool_file', 'datasource_file'];
const kinds = ['image', 'document', 'audio', 'video', 'custom'];

/** A file that a question names, and as what. */
export type NamedFile =
  | { readonly type: string; readonly row: FileRow; readonly url?: undefined }
  | { readonly type: string; readonly row?: undefined; readonly url: string };

/** The files that a question names. An app that takes none ignores them, whatever they are. */
export function readFiles(context: Context, mappings: readonly Mapping[], user: string): NamedFile[] {
  const settings = context.app.parameters.file_upload;
  if (settings?.enabled !== true || context.app.info.mode === 'agent') return [];
  const named = mappings.filter(
    ({ transfer_method: method, url, remote_url }) => method && (method !== 'remote_url' || url || remote_url),
  );
  const files = named.map((mapping) => readFile(context, mapping, user));
  const images = named.filter(({ type }) => type === 'image').length;
  const { image, number_limits: limit } = settings;
  const imageLimit: unknown =
    typeof image === 'object' && image !== null ? Reflect.get(image, 'number_limits') : undefined;
  if (typeof imageLimit === 'number' && images > imageLimit) {
    throw invalidParam(`Number of image files exceeds the maximum limit ${imageLimit}`);
  }
  if (limit && files.length > limit) throw invalidParam(`Number of files exceeds the maximum limit ${limit}`);
  return files;
}

function readFile({ app, server }: Context, mapping: Mapping, user: string): NamedFile {
  const { type = '', transfer_method: method, upload_file_id: id } = mapping;
  if (typeof method !== 'string' || !methods.includes(method)) {
    throw invalidParam(`'${String(method)}' is not a valid FileTransferMethod`);
  }
  const settings = app.parameters.file_upload;
  const fits =
    (settings?.allowed_file_types ?? []).includes(String(type)) &&
    (settings?.allowed_file_upload_methods ?? [method]).includes(method);
  if (method !== 'local_file') {
    const url = String(mapping.url ?? mapping.remote_url ?? '');
    reach(url);
    if (!fits) throw invalidParam(`File validation failed for file: ${url.replace(/^.*\//, '')}`);
    return { type: String(type), url };
  }
  if (typeof id !== 'string' || id === '') throw invalidParam('Invalid upload file id');
  if (!isUuid(id)) throw invalidParam('Invalid upload file id format');
  const row = server.world.files.get(id);
  if (row === undefined || row.user !== user || row.app !== app.key) throw invalidParam('Invalid upload file');
  if (type !== '' && !kinds.includes(String(type))) throw invalidParam(`'${String(type)}' is not a valid FileType`);
  if (!fits) throw invalidParam(`File validation failed for file: ${row.name}`);
  return { type: String(type), row };
}

/**
 * The emulator fetches nothing: only an address that cannot be one, or that names its own failure, has no file.
 *
 * @throws Refusal
 */
function reach(url: string): void {
  const isUsable =
    URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && !/\.invalid$/.test(new URL(url).hostname);
  if (!isUsable) throw invalidParam(`Reached maximum retries (3) for URL ${url}`);
  if (/\/status\/[45]\d\d/.test(url)) throw internalError();
}

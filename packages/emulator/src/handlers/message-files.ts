import type { Context } from '../context.ts';
import { isUuid } from '../http/is-uuid.ts';
import { internalError, invalidParam } from '../http/refusal.ts';
import { stableId } from '../stable-id.ts';
import type { FileRow, MessageRow } from '../world.ts';

type Mapping = Readonly<Record<string, unknown>>;

const methods = ['remote_url', 'local_file', 'tool_file', 'datasource_file'];
const kinds = ['image', 'document', 'audio', 'video', 'custom'];

/** The files that a question names. An app that takes none ignores them, whatever they are. */
export function readFiles(context: Context, mappings: readonly Mapping[], user: string): FileRow[] {
  const settings = context.app.parameters.file_upload;
  if (settings?.enabled !== true) return [];
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

function readFile({ app, server }: Context, mapping: Mapping, user: string): FileRow {
  const { type = '', transfer_method: method, upload_file_id: id } = mapping;
  if (typeof method !== 'string' || !methods.includes(method)) {
    throw invalidParam(`'${String(method)}' is not a valid FileTransferMethod`);
  }
  const settings = app.parameters.file_upload;
  const fits =
    (settings?.allowed_file_types ?? []).includes(String(type)) &&
    (settings?.allowed_file_upload_methods ?? [method]).includes(method);
  if (method !== 'local_file') {
    const name = String(mapping.url ?? mapping.remote_url ?? '').replace(/^.*\//, '');
    // The emulator fetches nothing: an address that it may take is one that it cannot reach.
    throw fits ? internalError() : invalidParam(`File validation failed for file: ${name}`);
  }
  if (typeof id !== 'string' || id === '') throw invalidParam('Invalid upload file id');
  if (!isUuid(id)) throw invalidParam('Invalid upload file id format');
  const row = server.world.files.get(id);
  if (row === undefined || row.user !== user || row.app !== app.key) throw invalidParam('Invalid upload file');
  if (type !== '' && !kinds.includes(String(type))) throw invalidParam(`'${String(type)}' is not a valid FileType`);
  if (!fits) throw invalidParam(`File validation failed for file: ${row.name}`);
  return row;
}

/** A turn's files as `message_end` lists them. */
export function filesOfEnd(context: Context, message: MessageRow): object[] {
  return filesOf(context, message).map(({ row, related_id, type, url }) => ({
    related_id,
    extension: row.extension === '' ? '' : `.${row.extension}`,
    filename: row.name,
    size: row.size,
    mime_type: row.mime_type,
    transfer_method: 'local_file',
    type,
    url,
    upload_file_id: row.id,
    remote_url: '',
  }));
}

/** A turn's files as history lists them. */
export function filesOfHistory(context: Context, message: MessageRow): object[] {
  return filesOf(context, message).map(({ row, related_id, type, url }) => ({
    id: related_id,
    filename: row.name,
    type,
    url,
    mime_type: row.mime_type,
    size: row.size,
    transfer_method: 'local_file',
    belongs_to: 'user',
    upload_file_id: row.id,
  }));
}

function filesOf(context: Context, message: MessageRow) {
  return message.files.flatMap((id) => {
    const row = context.server.world.files.get(id);
    if (row === undefined) return [];
    const type = row.mime_type.startsWith('image/') ? 'image' : 'document';
    return [{ row, type, related_id: stableId(`${message.id} ${id}`), url: previewUrl(context, id) }];
  });
}

/** Where a real server would show a file. Signed anew at every call. */
export function previewUrl({ request, server }: Context, id: string): string {
  const nonce = server.id().replaceAll('-', '');
  const { origin } = new URL(request.url);
  return `${origin}/files/${id}/file-preview?timestamp=${server.now()}&nonce=${nonce}&sign=emulated`;
}

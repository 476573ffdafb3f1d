import type { AppDefinition } from '../app-definition.ts';
import type { Server } from '../context.ts';
import { isUuid } from '../http/is-uuid.ts';
import { invalidParam } from '../http/refusal.ts';
import { signature } from '../http/signed.ts';
import { fileTypeOf } from '../run/file-type-of.ts';
import type { FileRow } from '../world/app-rows.ts';
import { type OutputFile, referenceOf } from './output-file.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Which files are taken. */
export interface FileRules {
  readonly allowed_file_types?: readonly string[];
  readonly allowed_file_extensions?: readonly string[];
  readonly allowed_file_upload_methods?: readonly string[];
}

/** Whose files, and of which server. */
export interface FileReader {
  readonly app: AppDefinition;
  readonly server: Server;
  readonly origin: string;
  readonly user: string;
}

const methods = ['remote_url', 'local_file', 'tool_file', 'datasource_file'];
const kinds = ['image', 'document', 'audio', 'video', 'custom'];

/**
 * A file that a request names, as outputs carry it.
 *
 * @param isStrict whether its type must be the one that is found
 * @throws Refusal when there is no such file, or when it is not taken
 */
export function readOneFile(reader: FileReader, mapping: Mapping, rules: FileRules, isStrict = false): OutputFile {
  const { transfer_method: method, type = 'custom' } = mapping;
  if (!method) throw invalidParam('transfer_method is required in file mapping');
  if (typeof method !== 'string' || !methods.includes(method)) {
    throw invalidParam(`'${String(method)}' is not a valid FileTransferMethod`);
  }
  const file = method === 'remote_url' ? remoteFile(mapping) : localFile(reader, mapping);
  if (isStrict && file.type !== type) {
    throw invalidParam('Detected file type does not match the specified type. Please verify the file.');
  }
  if (typeof type === 'string' && type !== '' && !kinds.includes(type)) {
    throw invalidParam(`'${type}' is not a valid FileType`);
  }
  const asked = typeof type === 'string' && type !== '' ? type : file.type;
  const found = { ...file, type: asked };
  if (!fits(found, method, rules)) throw invalidParam(`File validation failed for file: ${file.filename ?? ''}`);
  return found;
}

function fits({ extension, type }: OutputFile, method: string, rules: FileRules): boolean {
  const { allowed_file_extensions: extensions = [], allowed_file_types: types = [] } = rules;
  const { allowed_file_upload_methods: allowed = [] } = rules;
  if (allowed.length > 0 && !allowed.includes(method)) return false;
  if (types.length === 0 || types.includes(type)) return true;
  return types.includes('custom') && extensions.some((one) => one.replace(/^\.?/, '.') === extension);
}

function localFile({ app, origin, server, user }: FileReader, mapping: Mapping): OutputFile {
  const id = mapping.upload_file_id ?? mapping.tool_file_id;
  if (typeof id !== 'string' || id === '') throw invalidParam('Invalid upload file id');
  if (!isUuid(id)) throw invalidParam('Invalid upload file id format');
  const row = server.world.files.get(id);
  if (row === undefined || row.user !== user || row.app !== app.key) throw invalidParam('Invalid upload file');
  return uploadedFile(row, origin, server);
}

/** An upload as outputs carry it, freshly signed. */
function uploadedFile(row: FileRow, origin: string, server: Server): OutputFile {
  const query = signature(row.id, server.now(), server.id().replaceAll('-', ''));
  return {
    dify_model_identity: '__dify__file__',
    id: null,
    type: fileTypeOf(row.mime_type),
    transfer_method: 'local_file',
    remote_url: '',
    reference: referenceOf(row.id),
    filename: row.name,
    extension: row.extension === '' ? '' : `.${row.extension}`,
    mime_type: row.mime_type,
    size: row.size,
    related_id: row.id,
    url: `${origin}/files/${row.id}/file-preview?${query}`,
  };
}

/** The emulator fetches nothing: what a file is, its address says. */
function remoteFile(mapping: Mapping): OutputFile {
  const url = mapping.url ?? mapping.remote_url;
  if (typeof url !== 'string' || url === '' || !URL.canParse(url)) throw invalidParam('Invalid file url');
  const failure = /\/status\/([45]\d\d)/.exec(url)?.[1];
  if (failure !== undefined) throw invalidParam(`Reached maximum retries for URL ${url}`);
  const filename = new URL(url).pathname.replace(/^.*\//, '');
  const extension = /\.\w+$/.exec(filename)?.[0] ?? '';
  const mime = mimeTypes[extension.toLowerCase()] ?? 'application/octet-stream';
  return {
    dify_model_identity: '__dify__file__',
    id: null,
    type: fileTypeOf(mime),
    transfer_method: 'remote_url',
    remote_url: url,
    reference: null,
    filename,
    extension,
    mime_type: mime,
    size: -1,
    related_id: null,
    url,
  };
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
};

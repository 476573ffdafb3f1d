import type { BaseContext, Context } from '../context.ts';
import { signature } from '../http/signed.ts';
import { fileTypeOf } from '../run/file-type-of.ts';
import { stableId } from '../stable-id.ts';
import type { MessageRow } from '../world/app-rows.ts';

/** A turn's files as `message_end` lists them. */
export function filesOfEnd(context: Context, message: MessageRow): object[] {
  return [
    ...uploadsOf(context, message).map(({ row, related_id, type, url }) => ({
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
    })),
    ...remotesOf(message).map(({ extension, id, name, type, url }) => ({
      related_id: id,
      extension,
      filename: name,
      size: 0,
      mime_type: 'application/octet-stream',
      transfer_method: 'remote_url',
      type,
      url,
      upload_file_id: id,
      remote_url: url,
    })),
    // A server does not look these up: it makes their name and size from the address.
    ...madeOf(context, message).map(({ extension, id, row, type, url }) => ({
      related_id: id,
      extension,
      filename: `${row.id}${extension}`,
      size: 0,
      mime_type: 'application/octet-stream',
      transfer_method: 'tool_file',
      type,
      url,
      upload_file_id: row.id,
      remote_url: '',
    })),
  ];
}

/** A turn's files as history lists them. */
export function filesOfHistory(context: Context, message: MessageRow): object[] {
  return [
    ...uploadsOf(context, message).map(({ row, related_id, type, url }) => ({
      id: related_id,
      filename: row.name,
      type,
      url,
      mime_type: row.mime_type,
      size: row.size,
      transfer_method: 'local_file',
      belongs_to: 'user',
      upload_file_id: row.id,
    })),
    ...remotesOf(message).map(({ id, mime_type, name, type, url }) => ({
      id,
      filename: name,
      type,
      url,
      mime_type,
      size: -1,
      transfer_method: 'remote_url',
      belongs_to: 'user',
      upload_file_id: null,
    })),
    ...madeOf(context, message).map(({ id, row, type, url }) => ({
      id,
      filename: row.name,
      type,
      url,
      mime_type: row.mime_type,
      size: row.size,
      transfer_method: 'tool_file',
      belongs_to: 'assistant',
      upload_file_id: row.id,
    })),
  ];
}

function uploadsOf(context: Context, message: MessageRow) {
  return message.files.flatMap((id, at) => {
    const row = context.server.world.files.get(id);
    if (row === undefined) return [];
    const type = message.fileTypes?.[at] ?? fileTypeOf(row.mime_type);
    return [{ row, type, related_id: stableId(`${message.id} ${id}`), url: previewUrl(context, id) }];
  });
}

const imageTypes: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

function remotesOf(message: MessageRow) {
  return (message.remoteFiles ?? []).map(({ type, url }) => {
    const name = new URL(url).pathname.replace(/^.*\//, '');
    const extension = /\.\w+$/.exec(name)?.[0] ?? '';
    const mime_type = imageTypes[extension.toLowerCase()] ?? 'application/octet-stream';
    return { id: stableId(`${message.id} ${url}`), name, extension, mime_type, type, url };
  });
}

function madeOf(context: Context, message: MessageRow) {
  return (message.madeFiles ?? []).flatMap(({ id, tool_file_id, type }) => {
    const row = context.server.world.toolFiles.get(tool_file_id);
    if (row === undefined) return [];
    const { extension } = row;
    return [{ id, row, type, extension, url: toolFileUrl(context, row.id, extension) }];
  });
}

/** Where an upload can be seen for a while. Signed anew at every call. */
export function previewUrl(context: BaseContext, id: string): string {
  return `${originOf(context)}/files/${id}/file-preview?${signed(context, id)}`;
}

/** Where a file that a tool made can be seen for a while. Signed anew at every call. */
export function toolFileUrl(context: BaseContext, id: string, extension: string): string {
  return `${originOf(context)}/files/tools/${id}${extension}?${signed(context, id)}`;
}

function originOf({ request }: BaseContext): string {
  return new URL(request.url).origin;
}

function signed({ server }: BaseContext, id: string): string {
  return signature(id, server.now(), server.id().replaceAll('-', ''));
}

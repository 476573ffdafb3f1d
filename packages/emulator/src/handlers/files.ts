import type { BaseContext, Context } from '../context.ts';
import { extensionOf, extractText } from '../files/extract-text.ts';
import { fromBase64, toBase64 } from '../http/base64.ts';
import { refuseMisfits } from '../http/misfits.ts';
import { readUser } from '../http/read-body.ts';
import { readFlag } from '../http/read-flag.ts';
import { readForm } from '../http/read-form.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { isSigned } from '../http/signed.ts';
import { stableId } from '../stable-id.ts';
import type { FileRow } from '../world/app-rows.ts';
import { endUserOf } from '../world/end-user-of.ts';
import { previewUrl } from './message-files.ts';

const megabyte = 1024 * 1024;

export async function upload(context: Context): Promise<Response> {
  const { app, request, respond, server } = context;
  const parts = await readForm(request);
  const form = parts?.data;
  const file = form?.get('file');
  if (form === undefined || file === null || file === undefined || typeof file === 'string') {
    throw new Refusal(400, 'no_file_uploaded', 'Please upload your file.');
  }
  const others = [...form].some(([name, value]) => typeof value !== 'string' && name !== 'file');
  if (others) throw new Refusal(400, 'too_many_files', 'Only one file is allowed.');
  if (file.name === '') throw new Refusal(400, 'filename_not_exists_error', 'The specified filename does not exist.');
  if (/[/\\]/.test(file.name)) throw invalidParam('Filename contains invalid characters');
  if (parts?.untyped || file.type === '') throw new Refusal(415, 'unsupported_file_type', 'File type not allowed.');
  if (file.size > limitOf(app.parameters.system_parameters ?? {}, extensionOf(file.name)) * megabyte) {
    throw new Refusal(413, 'file_too_large', '');
  }
  const user = readUser(form.get('user') ?? undefined, 'optional');
  const id = server.id();
  const created_at = server.now();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const row: FileRow = {
    id,
    app: app.key,
    user,
    name: shortened(file.name),
    size: file.size,
    extension: extensionOf(file.name),
    mime_type: file.type,
    created_at,
    text: await extractText(file.name, bytes),
    base64: toBase64(bytes),
  };
  server.world.files.set(id, row);
  server.changed();
  return respond.json(
    {
      id,
      reference: null,
      name: row.name,
      size: row.size,
      extension: row.extension,
      mime_type: row.mime_type,
      created_by: endUserOf(server, app.key, user).id,
      created_at,
      preview_url: null,
      source_url: previewUrl(context, id),
      original_url: null,
      user_id: null,
      tenant_id: stableId('tenant'),
      conversation_id: null,
      file_key: null,
    },
    201,
  );
}

/** Megabytes that a file of an extension may have. */
function limitOf(limits: Readonly<Record<string, unknown>>, extension: string): number {
  const low = extension.toLowerCase();
  const named = (name: string, fallback: number) => Number(limits[name] ?? fallback);
  if (/^(?:jpe?g|png|webp|gif|svg)$/.test(low)) return named('image_file_size_limit', 10);
  if (/^(?:mp4|mov|mpeg|webm)$/.test(low)) return named('video_file_size_limit', 100);
  if (/^(?:mp3|m4a|wav|amr|mpga)$/.test(low)) return named('audio_file_size_limit', 50);
  return named('file_size_limit', 15);
}

/** Names of more than 200 characters are cut, but for their extension. */
function shortened(name: string): string {
  if (name.length <= 200) return name;
  const extension = extensionOf(name);
  return `${name.split('.')[0]?.slice(0, 200)}.${extension}`;
}

export function preview({ app, query, respond, server, slots }: Context): Response {
  const id = slots.file_id ?? '';
  const asAttachment = readFlag('as_attachment', query.get('as_attachment'), false);
  if (asAttachment.misfit) throw refuseMisfits('FilePreviewQuery', [asAttachment.misfit]);
  const user = [...server.world.messages.values()].find(({ files }) => files.includes(id));
  if (user === undefined) throw new Refusal(404, 'file_not_found', 'File not found in message context');
  if (user.app !== app.key)
    throw new Refusal(403, 'file_access_denied', 'File access denied: not owned by requesting app');
  const row = server.world.files.get(id);
  if (row === undefined) throw new Refusal(404, 'file_not_found', 'Upload file record not found');
  return respond.bytes(bytesOf(row), {
    ...headersOf(row, asAttachment.value),
    'Cache-Control': 'public, max-age=3600',
  });
}

/** An upload at its signed address, `/files/{id}/file-preview`: no key is needed there. */
export function signedPreview({ query, respond, server }: BaseContext, id: string): Response {
  const row = server.world.files.get(id);
  if (!isSigned(query, id, server.now(), 'FilePreviewQuery') || row === undefined) {
    throw new Refusal(404, 'not_found', 'File not found or signature is invalid');
  }
  return respond.bytes(bytesOf(row), headersOf(row, query.get('as_attachment') === 'true'));
}

/** What was uploaded. Rows made by hand may have only its text. */
function bytesOf({ base64, text }: FileRow): Uint8Array<ArrayBuffer> {
  return base64 === undefined ? new TextEncoder().encode(text) : fromBase64(base64);
}

function headersOf({ mime_type, name, size }: FileRow, asAttachment: boolean): Record<string, string> {
  // A page is never shown, only handed over.
  const isAttached = asAttachment || /html|xml/.test(mime_type);
  const type = isAttached ? 'application/octet-stream' : mime_type;
  const charset = type.startsWith('text/') ? '; charset=utf-8' : '';
  return {
    'Content-Type': `${type}${charset}`,
    'Content-Length': String(size),
    ...(/^(?:audio|video)\//.test(mime_type) ? { 'Accept-Ranges': 'bytes' } : {}),
    ...(isAttached ? { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } : {}),
  };
}

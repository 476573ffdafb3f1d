import type { Context } from '../context.ts';
import { extensionOf, extractText } from '../files/extract-text.ts';
import { readUser } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { stableId } from '../stable-id.ts';
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
  const { file_size_limit, image_file_size_limit } = app.parameters.system_parameters ?? {};
  const limit = file.type.startsWith('image/') ? (image_file_size_limit ?? 10) : (file_size_limit ?? 15);
  if (file.size > limit * megabyte) throw new Refusal(413, 'file_too_large', '');
  const user = readUser(form.get('user') ?? undefined, 'optional');
  const id = server.id();
  const created_at = server.now();
  const row = {
    id,
    app: app.key,
    user,
    name: file.name,
    size: file.size,
    extension: extensionOf(file.name),
    mime_type: file.type,
    created_at,
    text: await extractText(file.name, new Uint8Array(await file.arrayBuffer())),
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
      created_by: stableId(user),
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

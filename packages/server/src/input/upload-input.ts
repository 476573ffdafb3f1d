import type { HandlerLimits } from '../limits/limits.ts';
import { sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import { cleanFileName } from './clean-file-name.ts';
import { readBody } from './read-body.ts';
import { safeFileType } from './safe-file-type.ts';

/** Bytes that a form takes beside its file. */
const formBytes = 16_384;

/**
 * The one file of a form, with a safe name and type.
 *
 * @throws Refusal with 400, 408, 413 or 415
 */
export async function uploadInput(request: Request, limits: HandlerLimits): Promise<File> {
  const tooLarge = new Refusal(413, 'file_too_large', `A file can be at most ${sizeInWords(limits.uploadBytes)}.`);
  const body = await readBody(request, {
    bytes: limits.uploadBytes + formBytes,
    idleMs: limits.bodyTimeout,
    totalMs: limits.uploadTimeout,
  }).catch((error: unknown) => {
    throw error instanceof Refusal && error.status === 413 ? tooLarge : error;
  });
  const form = await parseForm(body, request.headers.get('content-type') ?? '');
  const files = [...form.entries()].flatMap(([field, value]) => (typeof value === 'string' ? [] : [{ field, value }]));
  const [first, ...more] = files;
  if (first === undefined || first.field !== 'file') {
    throw new Refusal(400, 'no_file_uploaded', 'The form has no file in its field "file".');
  }
  if (more.length > 0) throw new Refusal(400, 'too_many_files', 'One file can be sent at a time.');
  const file = first.value;
  if (file.name === '') throw new Refusal(400, 'filename_not_exists_error', 'The file has no name.');
  if (file.size === 0) throw new Refusal(400, 'file_empty', 'The file is empty.');
  if (file.size > limits.uploadBytes) throw tooLarge;
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  return new File([file], cleanFileName(file.name), { type: safeFileType(file.type, start) });
}

async function parseForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Refusal(400, 'bad_request', 'The form cannot be read.');
  }
}

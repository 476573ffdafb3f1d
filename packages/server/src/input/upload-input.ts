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
  return fileIn(await formInput(request, limits), limits);
}

/**
 * A form with at most one file, counted while it is read.
 *
 * @throws Refusal with 400, 408 or 413
 */
export async function formInput(request: Request, limits: HandlerLimits): Promise<FormData> {
  const body = await readBody(request, {
    bytes: limits.uploadBytes + formBytes,
    idleMs: limits.bodyTimeout,
    totalMs: limits.uploadTimeout,
  }).catch((error: unknown) => {
    throw error instanceof Refusal && error.status === 413 ? tooLarge(limits) : error;
  });
  return parseForm(body, request.headers.get('content-type') ?? '');
}

/**
 * The one file of a form, with a safe name and type.
 *
 * @throws Refusal with 400, 413 or 415
 */
export async function fileIn(form: FormData, limits: HandlerLimits): Promise<File> {
  const files = [...form.entries()].flatMap(([field, value]) => (typeof value === 'string' ? [] : [{ field, value }]));
  const [first, ...more] = files;
  if (first === undefined || first.field !== 'file') {
    throw new Refusal(400, 'no_file_uploaded', 'The form has no file in its field "file".');
  }
  if (more.length > 0) throw new Refusal(400, 'too_many_files', 'One file can be sent at a time.');
  const file = first.value;
  if (file.name === '') throw new Refusal(400, 'filename_not_exists_error', 'The file has no name.');
  if (file.size === 0) throw new Refusal(400, 'file_empty', 'The file is empty.');
  if (file.size > limits.uploadBytes) throw tooLarge(limits);
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  return new File([file], cleanFileName(file.name), { type: safeFileType(file.type, start) });
}

function tooLarge({ uploadBytes }: HandlerLimits): Refusal {
  return new Refusal(413, 'file_too_large', `A file can be at most ${sizeInWords(uploadBytes)}.`);
}

async function parseForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Refusal(400, 'bad_request', 'The form cannot be read.');
  }
}

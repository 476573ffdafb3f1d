import { extensionOf } from '../files/extract-text.ts';
import { type Form, readForm } from '../http/read-form.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';

const megabytes = 15;
const extensions = new Set('txt markdown md mdx pdf html htm xlsx xls docx csv vtt properties'.split(' '));

/** A multipart body of a knowledge operation; empty when the body is none. */
export async function readUpload(request: Request): Promise<Form> {
  return (await readForm(request)) ?? { data: new FormData(), untyped: false };
}

/** The one file of a form, of any kind; `undefined` when there is none. */
export function fileOf({ data }: Form): File | undefined {
  const file = data.get('file');
  if (file === null || typeof file === 'string') return undefined;
  if ([...data].some(([name, value]) => typeof value !== 'string' && name !== 'file')) {
    throw new Refusal(400, 'too_many_files', 'Only one file is allowed.');
  }
  if (file.name === '') throw new Refusal(400, 'filename_not_exists_error', 'The specified filename does not exist.');
  if (/[/\\]/.test(file.name)) throw invalidParam('Filename contains invalid characters');
  return file;
}

/** What is wrong with a file; `undefined` when it can be taken. */
export function faultOf(file: File, { isDocument }: { readonly isDocument: boolean }): 'kind' | 'size' | undefined {
  if (isDocument && !extensions.has(extensionOf(file.name))) return 'kind';
  const limit = file.type.startsWith('image/') ? 10 : megabytes;
  return file.size > limit * 1024 * 1024 ? 'size' : undefined;
}

/** The refusal of a request without a file. */
export function noFile(): Refusal {
  return new Refusal(400, 'no_file_uploaded', 'Please upload your file.');
}

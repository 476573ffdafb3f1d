import {
  type DifyClient,
  DifyError,
  type FormControl,
  type FormEntry,
  fileType,
  type InputFile,
} from '@dify-oapi/core';
import { uploadChatFile } from '@dify-oapi/core/endpoints';

type Read = { ok: true; inputs: Record<string, unknown> } | { ok: false; problem: string };

/** The values that a form holds, each as the app wants it; files are uploaded first. An empty field is left out. */
export async function readInputs(dify: DifyClient, entries: readonly FormEntry[], form: FormData): Promise<Read> {
  const inputs: Record<string, unknown> = {};
  try {
    for (const { kind, control } of controlsOf(entries)) {
      const value = await readField(dify, kind, control, form);
      if (value !== undefined) inputs[control.variable] = value;
    }
    return { ok: true, inputs };
  } catch (cause) {
    const problem = cause instanceof DifyError ? cause.message : 'JSON begins with { and ends with }.';
    return { ok: false, problem };
  }
}

/** The controls of an app's form, in order. An entry's key is the kind of its control. */
export function controlsOf(entries: readonly FormEntry[]): { kind: string; control: FormControl }[] {
  return entries.flatMap((entry) =>
    Object.entries(entry).flatMap(([kind, control]) => (isControl(control) ? [{ kind, control }] : [])),
  );
}

function isControl(value: unknown): value is FormControl {
  return typeof value === 'object' && value !== null && 'variable' in value && typeof value.variable === 'string';
}

async function readField(dify: DifyClient, kind: string, control: FormControl, form: FormData): Promise<unknown> {
  if (control.hide) return control.default;
  const given = form.getAll(control.variable);
  const text = typeof given[0] === 'string' ? given[0] : '';
  switch (kind) {
    case 'external_data_tool':
      return undefined;
    case 'checkbox':
      return given.length > 0;
    case 'number':
      return text === '' ? undefined : Number(text);
    case 'file':
    case 'file-list': {
      const chosen = given.filter((value) => value instanceof File && value.size > 0);
      const files = await Promise.all(chosen.map((file) => upload(dify, file)));
      return kind === 'file' ? files[0] : files.length > 0 ? files : undefined;
    }
    case 'text-input':
    case 'paragraph':
    case 'select':
      return text === '' ? undefined : text;
    default:
      return text === '' ? undefined : JSON.parse(text);
  }
}

async function upload(dify: DifyClient, file: FormDataEntryValue): Promise<InputFile | undefined> {
  if (!(file instanceof File)) return undefined;
  const { id, mime_type } = await dify.request(uploadChatFile, { file });
  return { type: fileType(mime_type ?? file.type), transfer_method: 'local_file', upload_file_id: id };
}

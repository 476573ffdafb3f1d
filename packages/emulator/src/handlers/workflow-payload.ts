import { isMapping } from '../http/checks.ts';
import { type Misfit, missing, noneOf, refuseMisfits } from '../http/misfits.ts';
import { invalidParam } from '../http/refusal.ts';
import type { OutputFile } from '../workflow/output-file.ts';
import { type FileReader, readOneFile } from '../workflow/read-file.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a run is asked for, each field of the right kind. */
export interface WorkflowPayload {
  readonly inputs: Fields;
  readonly files: readonly Fields[];
  readonly streams: boolean;
}

/** Checks the fields of a run in the order in which Dify's model names them. */
export function readWorkflowPayload(body: Fields): WorkflowPayload {
  const misfits: Misfit[] = [];
  const { files, inputs, response_mode: mode } = body;
  if (inputs === undefined) misfits.push(missing('inputs', body));
  else if (!isMapping(inputs)) misfits.push(noDictionary('inputs', inputs));
  const list: unknown[] = Array.isArray(files) ? files : [];
  if (files !== undefined && files !== null && !Array.isArray(files)) {
    misfits.push({ field: 'files', type: 'list_type', sentence: 'Input should be a valid list', input: files });
  }
  for (const [at, mapping] of list.entries()) {
    if (!isMapping(mapping)) misfits.push(noDictionary(`files.${at}`, mapping));
  }
  if (mode !== undefined && mode !== null && mode !== 'blocking' && mode !== 'streaming') {
    misfits.push(noneOf('response_mode', ['blocking', 'streaming'], mode));
  }
  if (misfits.length > 0 || !isMapping(inputs)) throw refuseMisfits('WorkflowRunPayload', misfits);
  return { inputs, files: list.filter(isMapping), streams: mode === 'streaming' };
}

/** The files of a run that belong to no control of its form. */
export function readWorkflowFiles(reader: FileReader, mappings: readonly Fields[]): OutputFile[] {
  const settings = reader.app.parameters.file_upload;
  if (settings?.enabled !== true) return [];
  const named = mappings.filter(
    ({ remote_url, transfer_method: method, url }) => method && (method !== 'remote_url' || url || remote_url),
  );
  const files = named.map((mapping) =>
    readOneFile(reader, mapping, {
      allowed_file_types: settings.allowed_file_types ?? [],
      allowed_file_extensions: settings.allowed_file_extensions ?? [],
      allowed_file_upload_methods: settings.allowed_file_upload_methods ?? [],
    }),
  );
  const limit = settings.number_limits;
  if (limit && files.length > limit) throw invalidParam(`Number of files exceeds the maximum limit ${limit}`);
  return files;
}

function noDictionary(field: string, input: unknown): Misfit {
  return { field, type: 'dict_type', sentence: 'Input should be a valid dictionary', input };
}

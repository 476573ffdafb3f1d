import { isMapping } from '../http/checks.ts';
import { isUuid } from '../http/is-uuid.ts';
import { Refusal } from '../http/refusal.ts';
import { type FileReader, readOneFile } from '../workflow/read-file.ts';
import type { FormRow } from '../world/workflow-rows.ts';

type Field = Readonly<Record<string, unknown>>;

/**
 * The values of a form as a run goes on with them. Fields that the form does not have are left out.
 *
 * @throws Refusal for what is checked at once; the run fails later from the rest
 */
export function readFormValues(reader: FileReader, form: FormRow, sent: Field): Record<string, unknown> {
  const names = form.inputs.map((field) => String(field.output_variable_name));
  const absent = names.filter((name) => !(name in sent));
  if (absent.length > 0) throw invalid(`Missing required inputs: ${absent.join(', ')}`);
  return Object.fromEntries(
    form.inputs.map((field) => {
      const name = String(field.output_variable_name);
      return [name, readField(reader, field, name, sent[name])];
    }),
  );
}

function readField(reader: FileReader, field: Field, name: string, value: unknown): unknown {
  switch (field.type) {
    case 'select':
      if (typeof value !== 'string') throw invalid(`Invalid value for select input '${name}': expected string`);
      return value;
    case 'file':
      if (!isMapping(value)) throw invalid(`Invalid value for file input '${name}': expected object`);
      return readFormFile(reader, field, value);
    case 'file-list': {
      if (!Array.isArray(value) || !value.every(isMapping)) {
        throw invalid(`Invalid value for file list input '${name}': expected array of objects`);
      }
      const limit = typeof field.number_limits === 'number' ? field.number_limits : 0;
      const files = value.map((one: Field) => readFormFile(reader, field, one));
      if (limit > 0 && files.length > limit) {
        throw invalid(`Number of files exceeds the maximum limit ${limit}`);
      }
      return files;
    }
    default:
      return value;
  }
}

/** A file of somebody else is taken here; the run finds out. */
function readFormFile(reader: FileReader, field: Field, mapping: Field): unknown {
  const id = mapping.upload_file_id;
  const row = typeof id === 'string' && isUuid(id) ? reader.server.world.files.get(id) : undefined;
  if (row !== undefined && row.app === reader.app.key && row.user !== reader.user) return 'foreign';
  try {
    return readOneFile(reader, mapping, {
      allowed_file_types: textsOf(field.allowed_file_types),
      allowed_file_extensions: textsOf(field.allowed_file_extensions),
      allowed_file_upload_methods: textsOf(field.allowed_file_upload_methods),
    });
  } catch (error) {
    throw error instanceof Refusal ? invalid(error.message) : error;
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_form_data', message);
}

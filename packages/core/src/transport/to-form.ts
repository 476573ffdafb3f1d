import { textOf } from './to-query.ts';

/** A multipart form: files as they are and by name, objects and lists as JSON text, what is not there left out. */
export function toForm(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    const isFiles = Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof Blob);
    for (const one of isFiles ? value : [value]) append(form, name, one);
  }
  return form;
}

function append(form: FormData, name: string, value: unknown): void {
  if (value instanceof Blob) form.append(name, value, value instanceof File ? value.name : 'file');
  else if (value !== undefined && value !== null) form.append(name, textOf(value));
}

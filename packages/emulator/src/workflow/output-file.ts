/** A file as events and outputs carry it: the keys in this order. */
export interface OutputFile {
  dify_model_identity: '__dify__file__';
  id: null;
  /** `image`, `document`, `audio`, `video` or `custom`. */
  type: string;
  transfer_method: string;
  /** Empty for uploads, null for files of tools. */
  remote_url: string | null;
  reference: string | null;
  filename: string | null;
  /** With its dot. */
  extension: string | null;
  mime_type: string | null;
  /** -1 when unknown. */
  size: number;
  related_id: string | null;
  url: string | null;
}

export function isOutputFile(value: unknown): value is OutputFile {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'dify_model_identity') === '__dify__file__';
}

/** All files of a value, however deep they lie. */
export function filesIn(value: unknown): OutputFile[] {
  if (isOutputFile(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(filesIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

/** The mark that names a stored file. */
export function referenceOf(id: string): string {
  return `dify-file-ref:${btoa(JSON.stringify({ record_id: id }))}`;
}

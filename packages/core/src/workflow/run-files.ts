/** A file among the outputs of a run. */
export interface RunFile {
  /** Stable for the life of the run. */
  readonly id: string;
  /** `image`, `document`, `audio`, `video` or `custom`. */
  readonly kind: string;
  readonly name: string;
  /** Signed; expires after minutes. The only way to load it. */
  readonly url: string;
  /** Bytes, where known. */
  readonly size?: number;
  readonly mimeType?: string;
}

/** How deep outputs are looked into for files. */
const deepest = 5;

/** The files of a run, each once: those among its outputs, and those that it lists besides. */
export function filesOfRun(outputs: unknown, listed: unknown): readonly RunFile[] {
  const found = new Map<string, RunFile>();
  for (const file of [...filesIn(outputs, 0), ...(Array.isArray(listed) ? listed.flatMap(readFile) : [])]) {
    if (!found.has(file.id)) found.set(file.id, file);
  }
  return [...found.values()];
}

function filesIn(value: unknown, depth: number): RunFile[] {
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  if (Reflect.get(value, 'dify_model_identity') === '__dify__file__') return readFile(value);
  return Object.values(value).flatMap((inside) => filesIn(inside, depth + 1));
}

function readFile(value: unknown): RunFile[] {
  if (typeof value !== 'object' || value === null) return [];
  const field = (name: string): unknown => Reflect.get(value, name);
  const url = field('url') || field('remote_url');
  if (typeof url !== 'string' || url === '') return [];
  const id = field('related_id') || url;
  const name = field('filename');
  const kind = field('type');
  const size = field('size');
  const mimeType = field('mime_type');
  return [
    {
      id: String(id),
      kind: typeof kind === 'string' && kind !== '' ? kind : 'custom',
      name: typeof name === 'string' ? name : '',
      url,
      ...(typeof size === 'number' && size >= 0 ? { size } : {}),
      ...(typeof mimeType === 'string' && mimeType !== '' ? { mimeType } : {}),
    },
  ];
}

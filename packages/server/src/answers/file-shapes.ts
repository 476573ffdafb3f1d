import { type Keep, list, open, scalar, sealed } from './keep.ts';
import { closedView, type View } from './view.ts';

const plain = open({
  dify_model_identity: scalar,
  id: scalar,
  related_id: scalar,
  upload_file_id: sealed('file'),
  filename: scalar,
  extension: scalar,
  mime_type: scalar,
  size: scalar,
  type: scalar,
  transfer_method: scalar,
  belongs_to: scalar,
  url: scalar,
  remote_url: scalar,
});

/** Files of an answer or of a question. */
export const files = list((value, view) => withHandle(plain(value, view), view));

/** Levels below which nobody looks for files any more. */
const deepest = 64;

/** What a run has made. All of it passes; files among it lose what is only for the server. */
export const product: Keep = (value, view = closedView) => withFiles(value, view, deepest);

function withFiles(value: unknown, view: View, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withFiles(item, view, depth - 1));
  if (Reflect.get(value, 'dify_model_identity') === '__dify__file__') return withHandle(plain(value, view), view);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withFiles(item, view, depth - 1)]));
}

/** A run names an upload by `related_id`. In messages the same name stands for the file of the message: no handle. */
function withHandle(file: unknown, view: View = closedView): unknown {
  if (typeof file !== 'object' || file === null || !Reflect.has(file, 'dify_model_identity')) return file;
  if (Reflect.get(file, 'transfer_method') !== 'local_file') return file;
  const { related_id, ...rest } = Object.fromEntries(Object.entries(file));
  const handle = sealed('file')(related_id, view);
  return handle === undefined ? rest : { ...rest, related_id: handle };
}

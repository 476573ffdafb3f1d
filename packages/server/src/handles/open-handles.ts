import type { Operation } from '../operations.ts';
import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';
import type { HandleKind } from './handle-kind.ts';
import type { Handles } from './handles.ts';

/** Slots of paths in which a handle stands, by their names. All other ids are those of Dify. */
const slotKinds: Readonly<Record<string, HandleKind>> = {
  task_id: 'task',
  workflow_run_id: 'workflow-run',
  file_id: 'file',
  form_token: 'form',
};

/**
 * The match with Dify's own ids in place of the handles in its path.
 *
 * @throws Refusal with 404 for what is no handle of this person and app
 */
export function openPath(match: RouteMatch, handles: Handles): RouteMatch {
  const ids = Object.entries(match.ids).map(([slot, value]) => {
    const kind = slotKinds[slot];
    return [slot, kind === undefined ? value : handles.open(kind, value)];
  });
  return { route: match.route, ids: Object.fromEntries(ids) };
}

/**
 * The fields of a request with Dify's own ids in place of handles: of files, however deep, and of a message to be read.
 *
 * @throws Refusal with 404 for what is no handle of this person and app
 */
export function openHandlesIn(
  operation: Operation,
  fields: Readonly<Record<string, unknown>>,
  handles: Handles,
): Readonly<Record<string, unknown>> {
  if (operation === 'textToAudioChat') return openSpeech(fields, handles);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withFiles(value, handles)]));
}

/** A raw id of a message is not believed: what it says comes as `text`, or not at all. */
function openSpeech(fields: Readonly<Record<string, unknown>>, handles: Handles): Readonly<Record<string, unknown>> {
  const { message_id, ...rest } = fields;
  if (typeof message_id !== 'string') return rest;
  if (!message_id.includes('~') && rest.text !== undefined) return rest;
  return { ...rest, message_id: handles.open('message', message_id) };
}

function withFiles(value: unknown, handles: Handles): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withFiles(item, handles));
  const entries = Object.entries(value).map(([name, item]) => [name, withFiles(item, handles)]);
  const object: Readonly<Record<string, unknown>> = Object.fromEntries(entries);
  const { transfer_method, type, upload_file_id, url } = object;
  // What was checked is what is sent: as the parser that checked it writes it, and nothing beside it that Dify would heed.
  const file = { ...(type !== undefined && { type }), transfer_method };
  if (transfer_method === 'remote_url' && typeof url === 'string') return { ...file, url: new URL(url).href };
  if (transfer_method !== 'local_file') return object;
  if (typeof upload_file_id !== 'string') throw new Refusal(404, 'not_found', 'There is no such file.');
  return { ...file, upload_file_id: handles.open('file', upload_file_id) };
}

import type { HandleKind } from '../handles/handle-kind.ts';
import { createHandles } from '../handles/handles.ts';
import { secret } from './handler-on.ts';

/** Whose handle a test makes; Ada's of the app `support` unless said otherwise. */
export interface HandleOwner {
  readonly user?: string;
  readonly app?: string;
  readonly secret?: string;
  /** Milliseconds since 1970 at which it was made. */
  readonly at?: number;
}

/** The handle that the tests' handler gives somebody for an id. */
export function handleOf(kind: HandleKind, id: string, owner: HandleOwner = {}): string {
  const { user = 'ada', app = 'support', at = Date.now() } = owner;
  const handle = createHandles({ secrets: [owner.secret ?? secret], app, user, now: () => at }).seal(kind, id);
  if (handle === undefined) throw new TypeError(`"${id}" is no id of kind ${kind}.`);
  return handle;
}

/** A text with Dify's own ids in place of handles, and without the handles that only we add. */
export function unsealed(text: string): string {
  return text.replace(/,"speech_id":"[^"]*"/g, '').replace(/~[\w-]{6}\.[0-9a-z]{1,8}\.[\w-]{43}/g, '');
}

/** A path with something right in each of its slots, as a page of Ada's has it. */
export function filledPath(path: string, uuid: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'task_id') return handleOf('task', uuid);
    if (slot === 'workflow_run_id') return handleOf('workflow-run', uuid);
    if (slot === 'file_id') return handleOf('file', uuid);
    if (slot === 'form_token') return handleOf('form', uuid);
    return slot === 'action' ? 'enable' : uuid;
  });
}

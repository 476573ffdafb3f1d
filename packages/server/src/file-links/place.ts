import type { Operation } from '../operations.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Where Dify can be asked again for a file's address: a message, a run, or the app's page settings. */
export type Place =
  | { readonly type: 'message'; readonly conversation: string; readonly message: string }
  | { readonly type: 'run'; readonly run: string }
  | { readonly type: 'site' };

/** The place that an event or an answer names, if it does. */
export function placeOf(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const idAt = (name: string) => {
    const id: unknown = Reflect.get(value, name);
    return typeof id === 'string' && uuid.test(id) ? id.toLowerCase() : undefined;
  };
  const conversation = idAt('conversation_id');
  const message = idAt('message_id') ?? idAt('id');
  if (conversation !== undefined && message !== undefined) return { type: 'message', conversation, message };
  const run = idAt('workflow_run_id');
  return run === undefined ? undefined : { type: 'run', run };
}

/** The place of a whole answer; nothing where each item of it has its own. */
export function placeInAnswer(operation: Operation, answer: unknown): Place | undefined {
  if (operation === 'getChatWebAppSettings') return { type: 'site' };
  if (operation !== 'getWorkflowRunDetail' || typeof answer !== 'object' || answer === null) return placeOf(answer);
  return placeOf({ workflow_run_id: Reflect.get(answer, 'id') });
}

/** A file and its place as one id, which a handle can be made of. */
export function linkId(key: string, place: Place | undefined): string {
  if (place === undefined) return key;
  if (place.type === 'site') return `${key}_s`;
  return place.type === 'run' ? `${key}_r_${place.run}` : `${key}_c_${place.conversation}_${place.message}`;
}

/** A file and its place out of their id. */
export function readLinkId(id: string): { readonly key: string; readonly place: Place | undefined } {
  const [, key = id, kind, first = '', message = ''] =
    /^(t_[\w-]{36}_[a-z0-9]+|[ui]_[\w-]{36})(?:_([csr])(?:_([\w-]{36}))?(?:_([\w-]{36}))?)?$/.exec(id) ?? [];
  if (kind === 'c') return { key, place: { type: 'message', conversation: first, message } };
  if (kind === 'r') return { key, place: { type: 'run', run: first } };
  return { key, place: kind === 's' ? { type: 'site' } : undefined };
}

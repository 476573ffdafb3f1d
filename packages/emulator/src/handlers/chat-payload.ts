import { isUuid } from '../http/is-uuid.ts';
import { type Misfit, missing, noneOf, noString, noValue, refuseMisfits } from '../http/misfits.ts';
import { internalError } from '../http/refusal.ts';

/** A question as it was sent, every field of the right kind. */
export interface ChatPayload {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly query: string;
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly streams: boolean;
  readonly conversationId: string | undefined;
  readonly autoName: boolean;
}

/** Checks the fields of a question in the order in which Dify's model names them. */
export function readChatPayload(body: Readonly<Record<string, unknown>>): ChatPayload {
  const misfits: Misfit[] = [];
  const { inputs, query, files, response_mode: mode, conversation_id: conversationId } = body;
  const fields = toFields(inputs);
  if (inputs === undefined) misfits.push(missing('inputs', body));
  else if (fields === undefined) misfits.push(noDictionary('inputs', inputs));
  if (query === undefined) misfits.push(missing('query', body));
  else if (typeof query !== 'string') misfits.push(noString('query', query));
  const mappings = Array.isArray(files) ? files.map(toFields) : [];
  if (files !== undefined && files !== null && !Array.isArray(files)) misfits.push(noList('files', files));
  for (const [at, mapping] of mappings.entries()) {
    if (mapping === undefined) misfits.push(noDictionary(`files.${at}`, Array.isArray(files) ? files[at] : files));
  }
  if (mode !== undefined && mode !== null && mode !== 'blocking' && mode !== 'streaming') {
    misfits.push(noneOf('response_mode', ['blocking', 'streaming'], mode));
  }
  if (conversationId !== undefined && conversationId !== null && typeof conversationId !== 'string') {
    throw internalError();
  }
  if (conversationId && !isUuid(conversationId)) {
    misfits.push(noValue('conversation_id', 'conversation_id must be a valid UUID', conversationId));
  }
  if (misfits.length > 0 || fields === undefined || typeof query !== 'string') {
    throw refuseMisfits('ChatRequestPayload', misfits);
  }
  return {
    inputs: fields,
    query,
    files: mappings.filter((mapping) => mapping !== undefined),
    streams: mode === 'streaming',
    conversationId: conversationId || undefined,
    autoName: body.auto_generate_name !== false,
  };
}

function toFields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function noDictionary(field: string, input: unknown): Misfit {
  return { field, type: 'dict_type', sentence: 'Input should be a valid dictionary', input };
}

function noList(field: string, input: unknown): Misfit {
  return { field, type: 'list_type', sentence: 'Input should be a valid list', input };
}

import type { Context } from '../context.ts';
import { isUuid } from '../http/is-uuid.ts';
import { type Misfit, missing, noneOf, noString, noValue, refuseMisfits } from '../http/misfits.ts';
import { Refusal } from '../http/refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What every question has, each field of the right kind. */
export interface CompletionPayload {
  readonly inputs: Fields;
  readonly query: string;
  readonly files: readonly Fields[];
  readonly streams: boolean;
  /** Whether it asks for one piece in so many words. */
  readonly blocks: boolean;
}

/** A question of a conversation. */
export interface ChatPayload extends CompletionPayload {
  readonly conversationId: string | undefined;
  readonly autoName: boolean;
}

/** Checks the fields of a question in the order in which Dify's model names them. */
export function readChatPayload(body: Fields): ChatPayload {
  const common = readCommon(body, { needsQuery: true });
  const { auto_generate_name: autoName, conversation_id: conversationId, workflow_id: workflowId } = body;
  if (conversationId && typeof conversationId !== 'string') throw new Refusal(500, 'unknown', 'Internal Server Error');
  const id = typeof conversationId === 'string' ? conversationId.trim() : '';
  const misfits = [...common.misfits];
  if (id !== '' && !isUuid(id)) {
    misfits.push(noValue('conversation_id', 'conversation_id must be a valid UUID', conversationId));
  }
  misfits.push(...textMisfits('retriever_from', body.retriever_from, false));
  const isNamed = readBoolean(autoName);
  if (isNamed === undefined) {
    const isText = typeof autoName === 'string' || typeof autoName === 'number';
    misfits.push({
      field: 'auto_generate_name',
      type: isText ? 'bool_parsing' : 'bool_type',
      sentence: `Input should be a valid boolean${isText ? ', unable to interpret input' : ''}`,
      input: autoName,
    });
  }
  misfits.push(...textMisfits('workflow_id', workflowId, true));
  if (misfits.length > 0) throw refuseMisfits('ChatRequestPayload', misfits);
  return { ...common.payload, conversationId: id === '' ? undefined : id, autoName: isNamed ?? true };
}

/** The same of a completion. */
export function readCompletionPayload(body: Fields): CompletionPayload {
  const { misfits, payload } = readCommon(body, { needsQuery: false });
  misfits.push(...textMisfits('retriever_from', body.retriever_from, false));
  if (misfits.length > 0) throw refuseMisfits('CompletionRequestPayload', misfits);
  return payload;
}

function readCommon(
  body: Fields,
  { needsQuery }: { needsQuery: boolean },
): { misfits: Misfit[]; payload: CompletionPayload } {
  const misfits: Misfit[] = [];
  const { inputs, query, files, response_mode: mode } = body;
  const fields = toFields(inputs);
  if (inputs === undefined) misfits.push(missing('inputs', body));
  else if (fields === undefined) misfits.push(noDictionary('inputs', inputs));
  if (query === undefined && needsQuery) misfits.push(missing('query', body));
  else if (query !== undefined && typeof query !== 'string') misfits.push(noString('query', query));
  const mappings = Array.isArray(files) ? files.map(toFields) : [];
  if (files !== undefined && files !== null && !Array.isArray(files)) misfits.push(noList('files', files));
  for (const [at, mapping] of mappings.entries()) {
    if (mapping === undefined) misfits.push(noDictionary(`files.${at}`, Array.isArray(files) ? files[at] : files));
  }
  if (mode !== undefined && mode !== null && mode !== 'blocking' && mode !== 'streaming') {
    misfits.push(noneOf('response_mode', ['blocking', 'streaming'], mode));
  }
  return {
    misfits,
    payload: {
      inputs: fields ?? {},
      // What a database cannot hold is left out.
      query: typeof query === 'string' ? query.replaceAll('\0', '') : '',
      files: mappings.filter((mapping) => mapping !== undefined),
      streams: mode === 'streaming',
      blocks: mode === 'blocking',
    },
  };
}

/** Text that may be left out. */
function textMisfits(field: string, value: unknown, isNullable: boolean): Misfit[] {
  if (value === undefined || typeof value === 'string' || (isNullable && value === null)) return [];
  return [noString(field, value)];
}

/** A boolean as forgiving as the validator's; `undefined` is none. */
function readBoolean(value: unknown): boolean | undefined {
  if (value === undefined || value === true || value === 1) return true;
  if (value === false || value === 0) return false;
  if (typeof value !== 'string') return undefined;
  if (/^(?:true|1|yes|on|t|y)$/i.test(value)) return true;
  return /^(?:false|0|no|off|f|n)$/i.test(value) ? false : undefined;
}

/**
 * Checks the name of a session of traces, wherever it stands.
 *
 * @throws Refusal when it is empty or too long
 */
export function readTraceSession({ query, request }: Context, body: Fields): void {
  const value = request.headers.get('x-trace-session-id') ?? query.get('trace_session_id') ?? body.trace_session_id;
  if (value === undefined || value === null) return;
  const length = typeof value === 'string' ? value.trim().length : 0;
  if (length < 1 || length > 200) {
    throw new Refusal(400, 'bad_request', 'trace_session_id must be a string of 1 to 200 characters.');
  }
}

function toFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

function noDictionary(field: string, input: unknown): Misfit {
  return { field, type: 'dict_type', sentence: 'Input should be a valid dictionary', input };
}

function noList(field: string, input: unknown): Misfit {
  return { field, type: 'list_type', sentence: 'Input should be a valid list', input };
}

import type { Context } from '../context.ts';
import { chatGate } from '../http/gates.ts';
import { missing, noValue, refuseMisfits } from '../http/misfits.ts';
import { pythonRepr } from '../http/python-repr.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { type Read, readLimit, readUuid } from '../http/read-query.ts';
import { invalidParam, notFound, Refusal } from '../http/refusal.ts';
import type { ConversationVariableRow } from '../world/workflow-rows.ts';
import { ownConversation } from './conversations.ts';

function toWire(row: ConversationVariableRow): object {
  const { created_at, description, name, updated_at, value, value_type } = row;
  const text = typeof value === 'string' ? value : pythonRepr(value);
  return {
    id: variableIdOf(row),
    name,
    value_type: exposed(value_type),
    value: text,
    description,
    created_at,
    updated_at,
  };
}

/** The variable's own id: a row has the conversation's before it, for every conversation has the same variables. */
function variableIdOf({ id }: ConversationVariableRow): string {
  return id.slice(-36);
}

function exposed(type: string): string {
  return type === 'integer' || type === 'float' ? 'number' : type;
}

function rowsOf({ server }: Context, conversationId: string): ConversationVariableRow[] {
  return [...server.world.conversationVariables.values()].filter((row) => row.conversation_id === conversationId);
}

function readName(text: string | null): Read<string | undefined> {
  if (text === null) return { value: undefined };
  if (/^[\w.-]{1,255}$/.test(text)) return { value: text };
  const reason = 'Variable name can only contain letters, numbers, hyphens (-), underscores (_), and periods (.)';
  return { misfit: noValue('variable_name', reason, text) };
}

export function variables(context: Context): Response {
  const { app, query, respond, slots } = context;
  const user = readUser(query.get('user'), 'optional');
  chatGate(app, { hasVariables: true });
  const lastId = readUuid('last_id', query.get('last_id'));
  const limit = readLimit(query.get('limit'));
  const name = readName(query.get('variable_name'));
  if (lastId.misfit || limit.misfit || name.misfit) {
    const misfits = [lastId.misfit, limit.misfit, name.misfit].flatMap((misfit) => misfit ?? []);
    throw refuseMisfits('ConversationVariablesQuery', misfits);
  }
  const id = slots.conversation_id ?? '';
  const conversation = ownConversation(context, id, user, `/conversations/${id}/variables`);
  // The filter does not work on the database that servers use.
  if (name.value !== undefined) throw new Refusal(500, 'unknown', 'Internal Server Error');
  const rows = rowsOf(context, conversation.id);
  const last = rows.find((row) => variableIdOf(row) === lastId.value);
  if (lastId.value !== undefined && last === undefined) throw invalidParam('');
  const after = last === undefined ? rows : rows.filter((row) => row.created_at > last.created_at);
  const data = after.slice(0, limit.value).map(toWire);
  return respond.json({ limit: limit.value, has_more: after.length > limit.value, data });
}

export async function updateVariable(context: Context): Promise<Response> {
  const { app, request, respond, server, slots } = context;
  const body = await readJson(request);
  const user = readUser(body.user, 'optional');
  chatGate(app, { hasVariables: true });
  const { value } = body;
  if (value === undefined) throw refuseMisfits('ConversationVariableUpdatePayload', [missing('value', body)]);
  const conversation = ownConversation(context, slots.conversation_id ?? '', user);
  const row = rowsOf(context, conversation.id).find((variable) => variableIdOf(variable) === slots.variable_id);
  if (row === undefined) throw new Refusal(404, 'not_found', notFound('Conversation Variable').message);
  row.value = checked(row, value);
  row.updated_at = server.now();
  server.changed();
  return respond.json(toWire(row));
}

/** The value as it is kept. A boolean is a number to the server, a number with a point is none where a whole one stood. */
function checked({ name, value: old, value_type: type }: ConversationVariableRow, value: unknown): unknown {
  const found = typeOf(value);
  const fits =
    found === type ||
    ((type === 'number' || type === 'integer' || type === 'float') && /^(?:integer|number|boolean)$/.test(found)) ||
    (type.startsWith('array') && Array.isArray(value) && hasItems(type, value)) ||
    (type === 'secret' && found === 'string');
  if (!fits) {
    const sentence = `Type mismatch: variable '${name}' expects ${exposed(type)}, but got ${found} type`;
    throw new Refusal(400, 'bad_request', sentence);
  }
  if (exposed(type) !== 'number') return value;
  if (found === 'boolean') return value === true ? 1 : 0;
  if (found === 'number' && Number.isInteger(old)) throw invalidParam('not supported value type integer');
  return value;
}

function hasItems(type: string, value: readonly unknown[]): boolean {
  const item = /\[(\w+)\]/.exec(type)?.[1];
  return (
    item === 'any' || value.every((one) => typeOf(one) === item || (item === 'number' && typeOf(one) === 'integer'))
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (!Array.isArray(value)) return 'object';
  const items = new Set(value.map((one) => (typeof one === 'number' ? 'number' : typeOf(one))));
  const [item] = items;
  return items.size === 1 && item !== undefined ? `array[${item}]` : 'array[any]';
}

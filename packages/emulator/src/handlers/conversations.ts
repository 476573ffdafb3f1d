import type { Context } from '../context.ts';
import { chatGate } from '../http/gates.ts';
import { type Misfit, noneOf, noString, noValue, refuseMisfits } from '../http/misfits.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { readLimit, readUuid } from '../http/read-query.ts';
import { invalidParam, notFound, Refusal } from '../http/refusal.ts';
import { collect } from '../model/collect.ts';
import { modelRequest } from '../model/model-request.ts';
import type { ConversationRow } from '../world/app-rows.ts';
import { turnsOf } from '../world/turns-of.ts';

/** A conversation as the wire shows it. */
function toWire({ id, name, inputs, created_at, updated_at }: ConversationRow, { app }: Context): object {
  const introduction = fillIn(app.parameters.opening_statement ?? '', inputs);
  return { id, name, inputs, status: 'normal', introduction, created_at, updated_at };
}

/** An opening line with its `{{variables}}` filled in. */
function fillIn(text: string, inputs: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (slot, name: string) => {
    const value = inputs[name];
    return value === undefined || value === null ? slot : String(value);
  });
}

/** The conversation of an id, if it is this user's. `route` is where it was asked for. */
export function ownConversation({ app, server }: Context, id: string, user: string, route?: string): ConversationRow {
  const row = server.world.conversations.get(id);
  if (row === undefined || row.user !== user || row.app !== app.key) throw notFound('Conversation', route);
  return row;
}

const orders = ['created_at', '-created_at', 'updated_at', '-updated_at'];

/** Cursors compare whole seconds: rows of the cursor's second are passed over, as on a real server. */
export function list(context: Context): Response {
  const { app, query, respond, server } = context;
  const user = readUser(query.get('user'), 'optional');
  chatGate(app);
  const sort = query.get('sort_by') ?? '-updated_at';
  const lastId = readUuid('last_id', query.get('last_id'));
  const limit = readLimit(query.get('limit'));
  const misfits = [lastId.misfit, limit.misfit, orders.includes(sort) ? undefined : noneOf('sort_by', orders, sort)];
  if (lastId.misfit || limit.misfit || !orders.includes(sort)) {
    throw refuseMisfits('ConversationListQuery', misfits.filter(isMisfit));
  }
  const field = sort.endsWith('created_at') ? 'created_at' : 'updated_at';
  const sign = sort.startsWith('-') ? -1 : 1;
  const rows = [...server.world.conversations.values()]
    .filter((row) => row.user === user && row.app === app.key)
    .sort((a, b) => sign * (a[field] - b[field]));
  const after = (cursor: ConversationRow) => rows.filter((row) => sign * (row[field] - cursor[field]) > 0);
  const last = rows.find(({ id }) => id === lastId.value);
  if (lastId.value !== undefined && last === undefined) throw notFound('Last Conversation', '/conversations');
  const page = (last === undefined ? rows : after(last)).slice(0, limit.value);
  const end = page.at(-1);
  const has_more = page.length === limit.value && end !== undefined && after(end).length > 0;
  return respond.json({ limit: limit.value, has_more, data: page.map((row) => toWire(row, context)) });
}

function isMisfit(misfit: Misfit | undefined): misfit is Misfit {
  return misfit !== undefined;
}

export async function rename(context: Context): Promise<Response> {
  const { app, request, respond, server, slots } = context;
  const body = await readJson(request);
  const user = readUser(body.user, 'optional');
  chatGate(app);
  const { name } = body;
  const auto = body.auto_generate === true;
  const refuse = (misfit: Misfit) => refuseMisfits('ConversationRenamePayload', [misfit]);
  if (name !== undefined && name !== null && typeof name !== 'string') throw refuse(noString('name', name));
  if (!auto && !name?.trim()) throw refuse(noValue(undefined, 'name is required when auto_generate is false', body));
  const row = ownConversation(context, slots.conversation_id ?? '', user);
  if (auto) {
    const first = turnsOf(server.world, row.id)[0];
    if (first === undefined) throw invalidParam('The conversation has no messages.');
    row.name = app.title?.(first.query) ?? (await titleOf(context, first.query));
  } else {
    if (!name || name.length > 255) throw new Refusal(500, 'unknown', 'Internal Server Error');
    row.name = name;
  }
  row.updated_at = server.now();
  server.changed();
  return respond.json(toWire(row, context));
}

/** A title by the model; the question's beginning when it has none. */
async function titleOf({ app }: Context, query: string): Promise<string> {
  const { text } = await collect(app.model, modelRequest({ purpose: 'title', query })).catch(() => ({ text: '' }));
  return text.trim() || query.slice(0, 20);
}

async function remove(context: Context): Promise<Response> {
  const { app, request, respond, server, slots } = context;
  const body = await readJson(request);
  const user = readUser(body.user, 'optional');
  chatGate(app);
  const row = ownConversation(context, slots.conversation_id ?? '', user);
  server.world.conversations.delete(row.id);
  for (const { id } of turnsOf(server.world, row.id)) server.world.messages.delete(id);
  server.changed();
  return respond.empty();
}

export { updateVariable, variables } from './conversation-variables.ts';
export { remove as delete };

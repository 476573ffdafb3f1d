import type { Context } from '../context.ts';
import { readJson, readLimit, readUser, readUuid } from '../http/read-body.ts';
import { invalidParam, notFound, Refusal } from '../http/refusal.ts';
import { type ConversationRow, turnsOf } from '../world.ts';

/** A conversation as the wire shows it. */
function toWire({ id, name, inputs, created_at, updated_at }: ConversationRow, introduction: string): object {
  return { id, name, inputs, status: 'normal', introduction, created_at, updated_at };
}

/** The conversation of a slot, if it is this user's. */
export function ownConversation({ app, server }: Context, id: string, user: string): ConversationRow {
  const row = server.world.conversations.get(id);
  if (row === undefined || row.user !== user || row.app !== app.key) throw notFound('Conversation');
  return row;
}

const introductionOf = ({ app }: Context) => app.parameters.opening_statement ?? '';

/** Cursors compare whole seconds: rows of the cursor's second are passed over, as on a real server. */
export function list(context: Context): Response {
  const { app, query, respond, server } = context;
  const user = readUser(query.get('user'), 'optional');
  const limit = readLimit(query.get('limit'));
  const sort = query.get('sort_by') ?? '-updated_at';
  const field = sort.replace('-', '');
  if (field !== 'created_at' && field !== 'updated_at') throw invalidParam(`Invalid sort_by: ${sort}`);
  const sign = sort.startsWith('-') ? -1 : 1;
  const lastId = readUuid('last_id', query.get('last_id'));
  const rows = [...server.world.conversations.values()]
    .filter((row) => row.user === user && row.app === app.key)
    .sort((a, b) => sign * (a[field] - b[field]));
  const last = lastId === undefined ? undefined : rows.find(({ id }) => id === lastId);
  if (lastId !== undefined && last === undefined) throw new Refusal(404, 'not_found', 'Last Conversation Not Exists.');
  const rest = last === undefined ? rows : rows.filter((row) => sign * (row[field] - last[field]) > 0);
  const page = rest.slice(0, limit);
  const data = page.map((row) => toWire(row, introductionOf(context)));
  return respond.json({ limit, has_more: rest.length > limit, data });
}

export async function rename(context: Context): Promise<Response> {
  const { app, request, respond, server, slots } = context;
  const body = await readJson(request);
  const row = ownConversation(context, slots.conversation_id ?? '', readUser(body.user, 'optional'));
  if (body.auto_generate === true) {
    const first = turnsOf(server.world, row.id)[0];
    if (first === undefined) throw invalidParam('The conversation has no messages.');
    row.name = (app.title ?? ((query: string) => query.slice(0, 20)))(first.query);
  } else {
    const name = typeof body.name === 'string' ? body.name.trim() : '';
    if (name === '') throw invalidParam('name is required when auto_generate is false');
    if (name.length > 255) throw new Refusal(500, 'unknown', 'Internal Server Error');
    row.name = name;
  }
  server.changed();
  return respond.json(toWire(row, introductionOf(context)));
}

async function remove(context: Context): Promise<Response> {
  const { request, respond, server, slots } = context;
  const body = await readJson(request);
  const row = ownConversation(context, slots.conversation_id ?? '', readUser(body.user, 'optional'));
  server.world.conversations.delete(row.id);
  for (const { id } of turnsOf(server.world, row.id)) server.world.messages.delete(id);
  server.changed();
  return respond.empty();
}

export { remove as delete };

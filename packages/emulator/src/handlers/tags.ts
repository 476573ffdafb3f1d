import type { KnowledgeContext } from '../context.ts';
import { type Check, listOf, nullable, optional, required, text } from '../http/checks.ts';
import { type Fields, textAt, textsAt } from '../http/fields.ts';
import { isUuid } from '../http/is-uuid.ts';
import { noValue, refuseMisfits } from '../http/misfits.ts';
import { readPayload } from '../http/read-payload.ts';
import { invalidParam } from '../http/refusal.ts';
import type { TagRow } from '../world/knowledge-rows.ts';
import { datasetById, datasetOf, missing, stumble } from './knowledge-access.ts';
import { tagsOf } from './knowledge-dataset-body.ts';
import { newestFirst } from './knowledge-page.ts';

const tagName = required(text({ min: 1, max: 50 }));

export function list(context: KnowledgeContext): Response {
  const { respond, server } = context;
  const rows = newestFirst(server.world.tags.values());
  return respond.json(rows.map((row) => tagBody(context, row)));
}

export async function create(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const body = await readPayload(request, 'TagCreatePayload', { name: tagName });
  const name = textAt(body, 'name') ?? '';
  checkName(context, name);
  const row: TagRow = { id: server.id(), name, created_at: server.now() };
  server.world.tags.set(row.id, row);
  server.changed();
  return respond.json(tagBody(context, row));
}

export async function update(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const body = await readPayload(request, 'TagUpdatePayload', { name: tagName, tag_id: required(text()) });
  const name = textAt(body, 'name') ?? '';
  checkName(context, name);
  const row = tagAt(context, body);
  row.name = name;
  server.changed();
  return respond.json(tagBody(context, row));
}

async function remove(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const body = await readPayload(request, 'TagDeletePayload', { tag_id: required(text()) });
  const { id } = tagAt(context, body);
  const { tags, tagBindings } = server.world;
  tags.delete(id);
  for (const [key, row] of [...tagBindings]) if (row.tag_id === id) tagBindings.delete(key);
  server.changed();
  return respond.empty();
}

export { remove as delete };

const someTags: Check = (value, field) => {
  const misfits = listOf(text())(value, field);
  if (misfits.length > 0 || (Array.isArray(value) && value.length > 0)) return misfits;
  return [noValue(field, 'Tag IDs is required.', value)];
};

export async function bind(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const body = await readPayload(request, 'TagBindingPayload', {
    tag_ids: required(someTags),
    target_id: required(text()),
  });
  const dataset = datasetAt(context, body);
  for (const tag_id of textsAt(body, 'tag_ids')) {
    if (!server.world.tags.has(tag_id)) continue;
    const id = `${tag_id} ${dataset}`;
    server.world.tagBindings.set(id, { id, tag_id, dataset_id: dataset });
  }
  server.changed();
  return respond.empty();
}

export async function unbind(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const body = await readPayload(request, 'TagUnbindingPayload', {
    tag_ids: optional(listOf(text())),
    tag_id: optional(nullable(text())),
    target_id: required(text()),
  });
  const ids = [...textsAt(body, 'tag_ids'), ...[textAt(body, 'tag_id') ?? ''].filter(Boolean)];
  if (ids.length === 0) {
    throw refuseMisfits('TagUnbindingPayload', [noValue(undefined, 'Tag IDs is required.', body)]);
  }
  const dataset = datasetAt(context, body);
  for (const id of ids) server.world.tagBindings.delete(`${id} ${dataset}`);
  server.changed();
  return respond.empty();
}

export function listForDataset(context: KnowledgeContext): Response {
  const data = tagsOf(context.server.world, datasetOf(context).id).map(({ id, name }) => ({ id, name }));
  return context.respond.json({ data, total: data.length });
}

function tagBody({ server }: KnowledgeContext, { id, name }: TagRow): object {
  const count = [...server.world.tagBindings.values()].filter(({ tag_id }) => tag_id === id).length;
  // Servers send this number as text.
  return { id, name, type: 'knowledge', binding_count: String(count) };
}

function tagAt(context: KnowledgeContext, body: Fields): TagRow {
  const id = textAt(body, 'tag_id') ?? '';
  if (!isUuid(id)) throw stumble();
  const row = context.server.world.tags.get(id);
  if (row === undefined) throw missing(context, 'Tag not found');
  return row;
}

function datasetAt(context: KnowledgeContext, body: Fields): string {
  const id = textAt(body, 'target_id') ?? '';
  if (!isUuid(id)) throw stumble();
  return datasetById(context, id).id;
}

function checkName({ server }: KnowledgeContext, name: string): void {
  if ([...server.world.tags.values()].some((tag) => tag.name === name)) throw invalidParam('Tag name already exists');
}

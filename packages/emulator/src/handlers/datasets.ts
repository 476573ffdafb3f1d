import type { KnowledgeContext } from '../context.ts';
import { aBoolean, anInteger, isMapping, listOf, nullable, optional, required, text } from '../http/checks.ts';
import { type Fields, listAt, mappingAt, numberAt, textAt } from '../http/fields.ts';
import { isUuid } from '../http/is-uuid.ts';
import { checkQuery, readPayload } from '../http/read-payload.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { advanceIndexing } from '../indexing/indexing.ts';
import { owner } from '../knowledge/owner.ts';
import { defaultRetrievalModel } from '../knowledge/retrieval-model.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';
import { datasetOf, stumble } from './knowledge-access.ts';
import { mapping, permission, retrievalModel, technique } from './knowledge-checks.ts';
import { datasetBody, tagsOf } from './knowledge-dataset-body.ts';
import { newestFirst, pageOf } from './knowledge-page.ts';
import { checkEmbeddingModel, retrievalModelAt, techniqueAt } from './knowledge-settings.ts';

export { retrieve } from './knowledge-retrieve.ts';

export function list(context: KnowledgeContext): Response {
  const { query, respond, server } = context;
  advanceIndexing(server);
  checkQuery(query, 'DatasetListQuery', { page: anInteger, limit: anInteger, include_all: aBoolean });
  const page = Number(query.get('page') ?? 1);
  const limit = Number(query.get('limit') ?? 20);
  const keyword = query.get('keyword')?.toLowerCase() ?? '';
  const tags = query.getAll('tag_ids');
  if (!tags.every(isUuid)) throw stumble();
  const rows = newestFirst(server.world.datasets.values()).filter(({ id, name }) => {
    const bound = new Set(tagsOf(server.world, id).map((tag) => tag.id));
    return name.toLowerCase().includes(keyword) && tags.every((tag) => bound.has(tag));
  });
  const shown = pageOf(rows, page, limit);
  const data = shown.rows.map((row) => datasetBody(context, row, { isAsked: true }));
  return respond.json({ data, has_more: shown.has_more, limit, total: rows.length, page });
}

const modelFields = {
  embedding_model: optional(nullable(text())),
  embedding_model_provider: optional(nullable(text())),
  retrieval_model: optional(nullable(retrievalModel)),
};

export async function create(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const body = await readPayload(request, 'DatasetCreatePayload', {
    name: required(text({ min: 1, max: 40 })),
    description: optional(text({ max: 400 })),
    indexing_technique: optional(technique),
    permission: optional(permission),
    external_knowledge_api_id: optional(nullable(text())),
    provider: optional(text()),
    external_knowledge_id: optional(nullable(text())),
    ...modelFields,
    summary_index_setting: optional(nullable(mapping)),
  });
  const name = textAt(body, 'name') ?? '';
  if (isTaken(context, name)) {
    const message = 'The dataset name already exists. Please modify your dataset name.';
    throw new Refusal(409, 'dataset_name_duplicate', message);
  }
  checkEmbeddingModel(body);
  const now = server.now();
  const row: DatasetRow = {
    id: server.id(),
    name,
    description: textAt(body, 'description') ?? '',
    provider: textAt(body, 'provider') ?? 'vendor',
    permission: permissionAt(body) ?? 'only_me',
    members: [],
    data_source_type: null,
    ...techniqueAt(body),
    retrieval_model: retrievalModelAt(body, 'retrieval_model') ?? null,
    summary_index_setting: { ...mappingAt(body, 'summary_index_setting') },
    doc_form: null,
    built_in_field_enabled: false,
    enable_api: true,
    app_count: 0,
    created_at: now,
    updated_at: now,
    updated_by: owner.id,
    external: null,
    pipeline: null,
  };
  if (row.provider === 'external') row.external = externalAt(context, body) ?? null;
  server.world.datasets.set(row.id, row);
  server.changed();
  return respond.json(datasetBody(context, row));
}

export function get(context: KnowledgeContext): Response {
  const row = datasetOf(context);
  const body = datasetBody(context, row, { isAsked: true });
  const model = isMapping(body.retrieval_model_dict) ? body.retrieval_model_dict : {};
  // Whatever is set: without vectors a server searches by keywords.
  if (row.indexing_technique !== 'high_quality') {
    body.retrieval_model_dict = { ...model, search_method: 'keyword_search' };
  }
  if (row.permission === 'partial_members') body.partial_member_list = row.members;
  return context.respond.json(body);
}

export async function update(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const row = datasetOf(context);
  const body = await readPayload(request, 'DatasetUpdatePayload', {
    name: optional(nullable(text({ min: 1, max: 40 }))),
    description: optional(nullable(text({ max: 400 }))),
    indexing_technique: optional(technique),
    permission: optional(permission),
    ...modelFields,
    partial_member_list: optional(nullable(listOf(mapping))),
    external_retrieval_model: optional(nullable(mapping)),
    external_knowledge_id: optional(nullable(text())),
    external_knowledge_api_id: optional(nullable(text())),
  });
  checkEmbeddingModel(body);
  const name = textAt(body, 'name');
  if (name !== undefined && name !== row.name && isTaken(context, name)) {
    throw invalidParam('Dataset name already exists');
  }
  const model = retrievalModelAt(body, 'retrieval_model');
  if (row.provider === 'external') updateExternal(context, row, body);
  else if (textAt(body, 'indexing_technique') !== undefined) Object.assign(row, techniqueAt(body));
  else if (textAt(body, 'embedding_model') && row.indexing_technique === 'high_quality') {
    Object.assign(row, techniqueAt({ ...body, indexing_technique: 'high_quality' }));
  }
  if (name !== undefined) row.name = name;
  row.description = textAt(body, 'description') ?? row.description;
  row.permission = permissionAt(body) ?? row.permission;
  if (model !== undefined) row.retrieval_model = model;
  if (row.permission !== 'partial_members') row.members = [];
  else if (Array.isArray(body.partial_member_list)) {
    row.members = listAt(body, 'partial_member_list').flatMap((member) => {
      return isMapping(member) && typeof member.user_id === 'string' ? [member.user_id] : [];
    });
  }
  row.updated_at = server.now();
  row.updated_by = owner.id;
  server.changed();
  return respond.json({ ...datasetBody(context, row), partial_member_list: row.members });
}

function remove(context: KnowledgeContext): Response {
  const { respond, server } = context;
  const { world } = server;
  const { id } = datasetOf(context);
  for (const document of world.documents.values()) {
    const file = document.dataset_id === id ? document.data_source_info.upload_file_id : undefined;
    if (typeof file === 'string') world.knowledgeFiles.delete(file);
  }
  const below = [
    world.documents,
    world.processRules,
    world.segments,
    world.childChunks,
    world.tagBindings,
    world.metadataFields,
    world.metadataBindings,
  ];
  for (const table of below) for (const [key, row] of [...table]) if (row.dataset_id === id) table.delete(key);
  world.datasets.delete(id);
  server.changed();
  return respond.empty();
}

export { remove as delete };

function isTaken({ server }: KnowledgeContext, name: string): boolean {
  return [...server.world.datasets.values()].some((row) => row.name === name);
}

function permissionAt(body: Fields): DatasetRow['permission'] | undefined {
  const { permission: word } = body;
  return word === 'only_me' || word === 'all_team_members' || word === 'partial_members' ? word : undefined;
}

function externalAt({ server }: KnowledgeContext, body: Fields): DatasetRow['external'] | undefined {
  const apiId = textAt(body, 'external_knowledge_api_id');
  if (apiId === undefined) return undefined;
  const known = [...server.world.datasets.values()].find(({ external }) => external?.apiId === apiId)?.external;
  if (known === null || known === undefined) throw invalidParam('api template not found');
  const id = textAt(body, 'external_knowledge_id');
  if (!id) throw invalidParam('external_knowledge_id is required');
  return { ...known, id };
}

function updateExternal(context: KnowledgeContext, row: DatasetRow, body: Fields): void {
  if (!textAt(body, 'external_knowledge_id')) throw invalidParam('External knowledge id is required.');
  if (!textAt(body, 'external_knowledge_api_id')) throw invalidParam('External knowledge api id is required.');
  row.external = externalAt(context, body) ?? row.external;
  const given = mappingAt(body, 'external_retrieval_model');
  if (given === undefined) return;
  row.retrieval_model = {
    ...(row.retrieval_model ?? defaultRetrievalModel),
    top_k: numberAt(given, 'top_k') ?? 2,
    score_threshold: numberAt(given, 'score_threshold') ?? null,
    score_threshold_enabled: given.score_threshold_enabled === true,
  };
}

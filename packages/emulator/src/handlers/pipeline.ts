import type { KnowledgeContext } from '../context.ts';
import { newUploadedFile } from '../files/new-file.ts';
import { aBoolean, isMapping, listOf, nullable, optional, required, text } from '../http/checks.ts';
import { booleanAt, type Fields, listAt, mappingAt, textAt } from '../http/fields.ts';
import { checkQuery, readPayload } from '../http/read-payload.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { newBatch } from '../indexing/add-document.ts';
import { addPipelineDocument } from '../indexing/add-pipeline-document.ts';
import type { PipelineDatasource, PipelineDefinition } from '../knowledge/definitions.ts';
import { owner } from '../knowledge/owner.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';
import { datasetOf } from './knowledge-access.ts';
import { mapping } from './knowledge-checks.ts';
import { datasourceEvents } from './knowledge-datasource-run.ts';
import { draftEvents } from './knowledge-draft-run.ts';
import { eventStream } from './knowledge-event-stream.ts';
import { faultOf, fileOf, noFile, readUpload } from './knowledge-upload.ts';

export async function uploadFile(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const form = await readUpload(request);
  const file = fileOf(form);
  if (file === undefined) throw noFile();
  if (form.untyped || file.type === '' || faultOf(file, { isDocument: false }) !== undefined) throw invalidParam('');
  const row = await newUploadedFile(server, file);
  server.world.knowledgeFiles.set(row.id, row);
  server.changed();
  const { id, name, size, extension, mime_type } = row;
  const created_at = new Date(server.nowMs()).toISOString().replace('Z', '000');
  return respond.json({ id, name, size, extension, mime_type, created_by: owner.id, created_at }, 201);
}

export function datasources(context: KnowledgeContext): Response {
  const { query, respond, server } = context;
  const dataset = datasetOf(context);
  // Older servers take any text for true.
  if (server.profile !== '1.14') checkQuery(query, 'DatasourcePluginsQuery', { is_published: aBoolean });
  const { datasources: nodes } = pipelineOf(dataset);
  return respond.json(nodes.map(datasourceBody));
}

function datasourceBody(node: PipelineDatasource): object {
  return {
    node_id: node.node_id,
    plugin_id: node.plugin_id ?? 'langgenius/file',
    provider_name: node.provider_name ?? 'file',
    datasource_type: node.datasource_type,
    title: node.title,
    user_input_variables: node.user_input_variables ?? [],
    credentials: node.credentials ?? [],
  };
}

export async function runDatasource(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server, slots } = context;
  const dataset = datasetOf(context);
  const body = await readPayload(request, 'DatasourceNodeRunPayload', {
    inputs: required(mapping),
    datasource_type: required(text()),
    credential_id: optional(nullable(text())),
    is_published: required(aBoolean),
  });
  const pipeline = pipelineOf(dataset);
  const node = pipeline.datasources.find(({ node_id }) => node_id === slots.node_id);
  return respond.events(eventStream(server, datasourceEvents(node, body)));
}

const types = ['online_document', 'online_drive', 'website_crawl', 'local_file'];

export async function run(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const dataset = datasetOf(context);
  const body = await readPayload(request, 'PipelineRunApiEntity', {
    inputs: required(mapping),
    datasource_type: required(text()),
    datasource_info_list: required(listOf(mapping)),
    start_node_id: required(text()),
    is_published: required(aBoolean),
    response_mode: required(text()),
  });
  const pipeline = pipelineOf(dataset);
  checkRun(pipeline, body);
  if (booleanAt(body, 'is_published') === true)
    return respond.json(startRun(context, dataset, pipeline, body), 200, true);
  const draft = draftEvents(context, dataset, pipeline, body);
  if (textAt(body, 'response_mode') === 'streaming') return respond.events(eventStream(server, draft));
  const { task_id, workflow_run_id, data } = draft.at(-1) ?? {};
  const known = isMapping(data) ? data : {};
  const { created_by: _createdBy, exceptions_count: _exceptions, files: _files, ...shown } = known;
  return respond.json({ task_id, workflow_run_id, data: shown }, 200, true);
}

/** Whatever a run stumbles over, a server calls it by one name. */
function checkRun({ requiredInputs = [] }: PipelineDefinition, body: Fields): void {
  const fail = (message: string) => new Refusal(500, 'pipeline_run_error', message);
  const type = textAt(body, 'datasource_type') ?? '';
  const inputs = mappingAt(body, 'inputs') ?? {};
  const missing = requiredInputs.find((name) => inputs[name] === undefined || inputs[name] === null);
  if (missing !== undefined) throw fail(`${missing} is required in input form`);
  if (!types.includes(type)) throw fail(`'${type}' is not a valid DatasourceProviderType`);
}

function startRun(context: KnowledgeContext, dataset: DatasetRow, pipeline: PipelineDefinition, body: Fields): object {
  const { server } = context;
  const batch = newBatch(server);
  const isKnown = pipeline.datasources.some(({ node_id }) => node_id === textAt(body, 'start_node_id'));
  const documents = listAt(body, 'datasource_info_list')
    .filter(isMapping)
    .map((info) => addPipelineDocument(server, dataset, { batch, body, info, pipeline, isKnown }));
  server.changed();
  const { id, name, description, doc_form: chunk_structure } = dataset;
  return {
    batch,
    dataset: { id, name, description, chunk_structure },
    documents: documents.map((row) => ({
      id: row.id,
      position: row.position,
      data_source_type: row.data_source_type,
      data_source_info: row.data_source_info,
      name: row.name,
      indexing_status: row.indexing.stage,
      error: row.error,
      enabled: row.enabled,
    })),
  };
}

function pipelineOf({ pipeline }: DatasetRow): PipelineDefinition {
  if (pipeline === null) throw invalidParam('Pipeline not found');
  return pipeline;
}

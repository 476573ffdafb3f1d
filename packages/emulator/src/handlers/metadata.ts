import type { KnowledgeContext } from '../context.ts';
import { aBoolean, type Check, fieldsOf, isMapping, listOf, oneOf, optional, required, text } from '../http/checks.ts';
import { booleanAt, type Fields, listAt, textAt } from '../http/fields.ts';
import { refuseMisfits } from '../http/misfits.ts';
import { readPayload } from '../http/read-payload.ts';
import { invalidParam } from '../http/refusal.ts';
import type { DatasetRow, MetadataFieldRow } from '../world/knowledge-rows.ts';
import { datasetOf } from './knowledge-access.ts';
import { builtInFields, builtInValues, setBuiltIn } from './knowledge-metadata-values.ts';

export function list(context: KnowledgeContext): Response {
  const { respond, server } = context;
  const dataset = datasetOf(context);
  const bindings = [...server.world.metadataBindings.values()];
  const doc_metadata = fieldsOfDataset(context, dataset).map(({ id, name, type }) => {
    return { id, name, type, count: bindings.filter(({ metadata_id }) => metadata_id === id).length };
  });
  return respond.json({ doc_metadata, built_in_field_enabled: dataset.built_in_field_enabled });
}

export async function create(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const dataset = datasetOf(context);
  const body = await readPayload(request, 'MetadataArgs', {
    type: required(oneOf(['string', 'number', 'time'])),
    name: required(text()),
  });
  const name = textAt(body, 'name') ?? '';
  checkName(context, dataset, name);
  const { type: word } = body;
  const type = word === 'number' || word === 'time' ? word : 'string';
  const row: MetadataFieldRow = { id: server.id(), dataset_id: dataset.id, name, type };
  server.world.metadataFields.set(row.id, row);
  server.changed();
  return respond.json({ id: row.id, type, name }, 201);
}

export async function update(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server, slots } = context;
  const dataset = datasetOf(context);
  const body = await readPayload(request, 'MetadataUpdatePayload', { name: required(text()) });
  const name = textAt(body, 'name') ?? '';
  checkName(context, dataset, name);
  const row = server.world.metadataFields.get(slots.metadata_id ?? '');
  if (row?.dataset_id !== dataset.id) {
    const sentence = 'Input should be a valid dictionary or object to extract fields from';
    throw refuseMisfits('DatasetMetadataResponse', [{ type: 'model_attributes_type', sentence, input: null }]);
  }
  rename(context, row, name);
  server.changed();
  return respond.json({ id: row.id, type: row.type, name });
}

function remove(context: KnowledgeContext): Response {
  const { respond, server, slots } = context;
  const dataset = datasetOf(context);
  const { metadataFields, metadataBindings } = server.world;
  const row = metadataFields.get(slots.metadata_id ?? '');
  if (row?.dataset_id === dataset.id) {
    rename(context, row, undefined);
    metadataFields.delete(row.id);
    for (const [id, binding] of [...metadataBindings]) if (binding.metadata_id === row.id) metadataBindings.delete(id);
    server.changed();
  }
  return respond.empty();
}

export { remove as delete };

export function listBuiltIn(context: KnowledgeContext): Response {
  datasetOf(context);
  return context.respond.json({ fields: builtInFields });
}

export function toggleBuiltIn(context: KnowledgeContext): Response {
  const { respond, server, slots } = context;
  const dataset = datasetOf(context);
  const { action } = slots;
  // Any other word does nothing, and is no mistake.
  if (action === 'enable' || action === 'disable') setBuiltIn(context, dataset, action === 'enable');
  server.changed();
  return respond.json({ result: 'success' });
}

const anyValue: Check = () => [];

export async function updateDocuments(context: KnowledgeContext): Promise<Response> {
  const { request, respond, server } = context;
  const dataset = datasetOf(context);
  const value = fieldsOf({ id: required(text()), name: required(text()), value: optional(anyValue) }, 'MetadataDetail');
  const operation = fieldsOf(
    {
      document_id: required(text()),
      metadata_list: required(listOf(value)),
      partial_update: optional(aBoolean),
    },
    'DocumentMetadataOperation',
  );
  const body = await readPayload(request, 'MetadataOperationData', { operation_data: required(listOf(operation)) });
  for (const given of listAt(body, 'operation_data').filter(isMapping)) setValues(context, dataset, given);
  server.changed();
  return respond.json({ result: 'success' });
}

function setValues({ server }: KnowledgeContext, dataset: DatasetRow, given: Fields): void {
  const { documents, metadataBindings } = server.world;
  const document = documents.get(textAt(given, 'document_id') ?? '');
  if (document?.dataset_id !== dataset.id) throw invalidParam('Document not found.');
  const isPartial = booleanAt(given, 'partial_update') === true;
  const list = listAt(given, 'metadata_list').filter(isMapping);
  const values = list.map((field): [string, unknown] => [textAt(field, 'name') ?? '', field.value ?? null]);
  document.doc_metadata = {
    ...(isPartial ? document.doc_metadata : {}),
    ...Object.fromEntries(values),
    ...(dataset.built_in_field_enabled ? builtInValues(document) : {}),
  };
  if (!isPartial) {
    for (const [id, row] of [...metadataBindings]) if (row.document_id === document.id) metadataBindings.delete(id);
  }
  for (const field of list) {
    const metadata_id = textAt(field, 'id') ?? '';
    const id = `${document.id} ${metadata_id}`;
    metadataBindings.set(id, { id, dataset_id: dataset.id, document_id: document.id, metadata_id });
  }
}

/** Gives a field another name in all documents; none takes its values away. */
function rename({ server }: KnowledgeContext, row: MetadataFieldRow, name: string | undefined): void {
  const { documents, metadataBindings } = server.world;
  for (const { document_id, metadata_id } of metadataBindings.values()) {
    const document = metadata_id === row.id ? documents.get(document_id) : undefined;
    if (!document?.doc_metadata || !Object.hasOwn(document.doc_metadata, row.name)) continue;
    const kept = Object.entries(document.doc_metadata).flatMap(([key, value]): [string, unknown][] => {
      if (key !== row.name) return [[key, value]];
      return name === undefined ? [] : [[name, value]];
    });
    document.doc_metadata = Object.fromEntries(kept);
  }
  if (name !== undefined) row.name = name;
}

function checkName(context: KnowledgeContext, dataset: DatasetRow, name: string): void {
  if (Array.from(name).length > 255) throw invalidParam('Metadata name cannot exceed 255 characters.');
  if (fieldsOfDataset(context, dataset).some((field) => field.name === name)) {
    throw invalidParam('Metadata name already exists.');
  }
  if (builtInFields.some((field) => field.name === name)) {
    throw invalidParam('Metadata name already exists in Built-in fields.');
  }
}

function fieldsOfDataset({ server }: KnowledgeContext, { id }: DatasetRow): MetadataFieldRow[] {
  return [...server.world.metadataFields.values()].filter(({ dataset_id }) => dataset_id === id);
}

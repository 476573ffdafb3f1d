import { newTextFile } from '../files/new-file.ts';
import { addDocument, addRule, newBatch } from '../indexing/add-document.ts';
import { finishDocument } from '../indexing/indexing.ts';
import { stableId } from '../stable-id.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';
import type { KnowledgeBaseDefinition } from './definitions.ts';
import type { KnowledgeBackend } from './knowledge-backend.ts';
import { embeddingModel } from './model-catalogue.ts';
import { owner } from './owner.ts';
import { defaultRetrievalModel } from './retrieval-model.ts';

/** Puts knowledge bases into a server's memory, with their documents indexed to the end. Those that are there already stay as they are. */
export function seedKnowledge(server: KnowledgeBackend, definitions: readonly KnowledgeBaseDefinition[]): void {
  for (const definition of definitions) {
    const dataset = datasetOf(server, definition);
    if (server.world.datasets.has(dataset.id)) continue;
    server.world.datasets.set(dataset.id, dataset);
    addTags(server, dataset, definition);
    addDocuments(server, dataset, definition);
  }
}

/** The id of the knowledge base that a definition describes. */
export function knowledgeBaseId({ id, name }: Pick<KnowledgeBaseDefinition, 'id' | 'name'>): string {
  return id ?? stableId(`dataset ${name}`);
}

function datasetOf(server: KnowledgeBackend, definition: KnowledgeBaseDefinition): DatasetRow {
  const { external, pipeline, indexing = 'high_quality', docForm = 'text_model' } = definition;
  const isHighQuality = indexing === 'high_quality' && external === undefined;
  const now = server.now();
  return {
    id: knowledgeBaseId(definition),
    name: definition.name,
    description: definition.description ?? '',
    provider: external === undefined ? 'vendor' : 'external',
    permission: definition.permission ?? 'all_team_members',
    members: [],
    data_source_type: external !== undefined || pipeline !== undefined ? null : 'upload_file',
    indexing_technique: external === undefined ? indexing : null,
    embedding_model: isHighQuality ? embeddingModel.model : null,
    embedding_model_provider: isHighQuality ? embeddingModel.provider : null,
    retrieval_model: { ...defaultRetrievalModel, ...definition.retrieval },
    summary_index_setting: null,
    doc_form: external === undefined ? docForm : null,
    built_in_field_enabled: false,
    enable_api: definition.isApiEnabled ?? true,
    app_count: definition.appCount ?? 0,
    created_at: now,
    updated_at: now,
    updated_by: external === undefined && pipeline === undefined ? owner.id : null,
    external:
      external === undefined
        ? null
        : {
            id: external.id,
            apiId: stableId(`external ${external.apiName}`),
            apiName: external.apiName,
            endpoint: external.endpoint,
            records: [...external.records],
          },
    pipeline: pipeline ?? null,
  };
}

function addDocuments(server: KnowledgeBackend, dataset: DatasetRow, definition: KnowledgeBaseDefinition): void {
  const { world } = server;
  const fields = new Map(
    (definition.metadata ?? []).map(({ name, type }) => [
      name,
      { id: server.id(), dataset_id: dataset.id, name, type },
    ]),
  );
  for (const field of fields.values()) world.metadataFields.set(field.id, field);
  const { documents = [], docForm = 'text_model', processRule = { mode: 'automatic' } } = definition;
  if (documents.length > 0) addRule(server, dataset, processRule);
  for (const { name, text, metadata, isEnabled = true } of documents) {
    const file = newTextFile(server, name, text);
    const row = addDocument(server, dataset, { name, file, docForm, language: 'English', batch: newBatch(server) });
    row.created_from = 'web';
    finishDocument(server, row);
    row.enabled = isEnabled;
    row.disabled_at = isEnabled ? null : server.now();
    if (metadata === undefined) continue;
    row.doc_metadata = { ...metadata };
    for (const known of Object.keys(metadata)) {
      const field = fields.get(known);
      if (field === undefined) continue;
      const id = `${row.id} ${field.id}`;
      world.metadataBindings.set(id, { id, dataset_id: dataset.id, document_id: row.id, metadata_id: field.id });
    }
  }
}

function addTags(
  { world, id: newId, now }: KnowledgeBackend,
  dataset: DatasetRow,
  { tags = [] }: KnowledgeBaseDefinition,
): void {
  for (const name of tags) {
    const known = [...world.tags.values()].find((tag) => tag.name === name);
    const tag = known ?? { id: newId(), name, created_at: now() };
    world.tags.set(tag.id, tag);
    const id = `${tag.id} ${dataset.id}`;
    world.tagBindings.set(id, { id, tag_id: tag.id, dataset_id: dataset.id });
  }
}

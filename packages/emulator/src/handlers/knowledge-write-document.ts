import type { KnowledgeContext } from '../context.ts';
import { type FieldCheck, fieldsOf, nullable, optional, required, text } from '../http/checks.ts';
import { type Fields, textAt } from '../http/fields.ts';
import { checked } from '../http/read-payload.ts';
import { invalidParam } from '../http/refusal.ts';
import { removeChunks } from '../indexing/add-chunks.ts';
import { addDocument, addRule, latestRuleId, newBatch } from '../indexing/add-document.ts';
import { beginIndexing } from '../indexing/indexing.ts';
import { workAhead } from '../indexing/work-ahead.ts';
import type { DatasetRow, DocForm, DocumentRow, KnowledgeFileRow } from '../world/knowledge-rows.ts';
import { documentById, stumble } from './knowledge-access.ts';
import { docForm, processRule, retrievalModel, technique } from './knowledge-checks.ts';
import { displayStatus, documentBody } from './knowledge-document-body.ts';
import { checkEmbeddingModel, processRuleAt, retrievalModelAt, techniqueAt } from './knowledge-settings.ts';

/** Fields that every way to write a document takes. */
export const documentFields: Readonly<Record<string, FieldCheck>> = {
  process_rule: optional(nullable(processRule)),
  original_document_id: optional(nullable(text())),
  doc_form: optional(docForm),
  doc_language: optional(text()),
  indexing_technique: optional(nullable(text())),
  retrieval_model: optional(nullable(retrievalModel)),
  embedding_model: optional(nullable(text())),
  embedding_model_provider: optional(nullable(text())),
};

/** The settings in a form's field `data`. */
export function readSettings(data: FormDataEntryValue | null): Fields {
  if (typeof data !== 'string' || data === '') return {};
  let settings: unknown;
  try {
    settings = JSON.parse(data);
  } catch {
    throw invalidParam('Expecting value: line 1 column 1 (char 0)');
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) throw stumble();
  return Object.fromEntries(Object.entries(settings));
}

/** Adds a document as settings say, and answers as a server does. */
export function createDocument(
  context: KnowledgeContext,
  dataset: DatasetRow,
  settings: Fields,
  file: KnowledgeFileRow,
): Response {
  const { respond, server } = context;
  checkEmbeddingModel(settings);
  const config = checkConfig(settings, file, true);
  const rule = processRuleAt(config, 'process_rule');
  if (rule === undefined && latestRuleId(server, dataset) === null) throw invalidParam('process_rule is required.');
  const form = docFormAt(config) ?? usualForm(dataset);
  checkForm(dataset, form);
  const original = textAt(config, 'original_document_id');
  if (original) {
    const document = documentById(context, dataset, original);
    return replaceDocument(context, dataset, document, config, file);
  }
  fillDataset(dataset, config, form);
  const language = textAt(config, 'doc_language') ?? 'English';
  const batch = newBatch(server);
  const before = server.world.documents.size;
  const row = addDocument(server, dataset, { name: file.name, file, rule, docForm: form, language, batch });
  // What replaces another is taken up later.
  if (server.profile === '1.14' && server.world.documents.size > before) workAhead(server, row);
  server.changed();
  return respond.json({ document: documentBody(context, row), batch });
}

/** Gives a document new text, new rules or both, and answers as a server does. */
export function replaceDocument(
  context: KnowledgeContext,
  dataset: DatasetRow,
  document: DocumentRow,
  settings: Fields,
  file: KnowledgeFileRow | undefined,
): Response {
  const { respond, server } = context;
  if (displayStatus(document) !== 'available') throw invalidParam('Document is not available');
  // What an update does not say is not what the document has, but what a server takes for usual.
  checkForm(dataset, docFormAt(settings) ?? usualForm(dataset));
  const rule = processRuleAt(settings, 'process_rule');
  if (rule !== undefined) document.process_rule_id = addRule(server, dataset, rule);
  if (file !== undefined) {
    server.world.knowledgeFiles.set(file.id, file);
    document.data_source_info = { upload_file_id: file.id };
  }
  document.name = textAt(settings, 'name') ?? file?.name ?? document.name;
  document.doc_language = textAt(settings, 'doc_language') ?? document.doc_language;
  document.created_from = 'web';
  document.updated_at = server.now();
  document.indexing = beginIndexing(server);
  removeChunks(server, document.id);
  server.changed();
  return respond.json({ document: documentBody(context, document), batch: document.batch });
}

/** The model that a server checks all settings by, once it knows where the text is. */
export function checkConfig(settings: Fields, file: KnowledgeFileRow | undefined, isNew: boolean): Fields {
  const data_source =
    file === undefined
      ? {}
      : {
          data_source: {
            info_list: { data_source_type: 'upload_file', file_info_list: { file_ids: [file.id] } },
          },
        };
  const fields = { ...documentFields, indexing_technique: isNew ? required(technique) : optional(technique) };
  return checked({ ...settings, ...data_source }, 'KnowledgeConfig', fieldsOf(fields, 'KnowledgeConfig'));
}

function docFormAt({ doc_form: word }: Fields): DocForm | undefined {
  return word === 'text_model' || word === 'hierarchical_model' || word === 'qa_model' ? word : undefined;
}

function usualForm({ doc_form, pipeline }: DatasetRow): DocForm {
  return (pipeline === null ? null : doc_form) ?? 'text_model';
}

function checkForm({ doc_form }: DatasetRow, form: DocForm): void {
  if (doc_form !== null && doc_form !== form) throw invalidParam('doc_form is different from the dataset doc_form.');
}

/** The first document settles what its knowledge base is. */
function fillDataset(dataset: DatasetRow, settings: Fields, form: DocForm): void {
  dataset.data_source_type ??= 'upload_file';
  dataset.doc_form ??= form;
  if (dataset.indexing_technique !== null) return;
  Object.assign(dataset, techniqueAt(settings));
  dataset.retrieval_model ??= retrievalModelAt(settings, 'retrieval_model') ?? null;
}

import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import type { DatasetRow, DocForm, DocumentRow, KnowledgeFileRow } from '../world/knowledge-rows.ts';
import { removeChunks } from './add-chunks.ts';
import { beginIndexing } from './indexing.ts';
import type { ProcessRule } from './process-rule.ts';

/** A document to be added. */
interface NewDocument {
  readonly name: string;
  readonly file: KnowledgeFileRow;
  /** @default the latest of the knowledge base */
  readonly rule?: ProcessRule | undefined;
  readonly docForm: DocForm;
  readonly language: string;
  readonly batch: string;
}

/**
 * Adds a document to a knowledge base and begins to index it. An enabled document of the same name is replaced:
 * it keeps its id and its place.
 */
export function addDocument(server: KnowledgeBackend, dataset: DatasetRow, given: NewDocument): DocumentRow {
  const { world } = server;
  const now = server.now();
  const rule_id = given.rule === undefined ? latestRuleId(server, dataset) : addRule(server, dataset, given.rule);
  const siblings = [...world.documents.values()].filter(({ dataset_id }) => dataset_id === dataset.id);
  const known = siblings.find(
    ({ name, enabled, data_source_type }) => name === given.name && enabled && data_source_type === 'upload_file',
  );
  const fresh = {
    batch: given.batch,
    data_source_info: { upload_file_id: given.file.id },
    process_rule_id: rule_id,
    doc_form: given.docForm,
    doc_language: given.language,
    created_from: 'api' as const,
    updated_at: now,
    indexing: beginIndexing(server),
  };
  world.knowledgeFiles.set(given.file.id, given.file);
  if (known !== undefined) {
    removeChunks(server, known.id);
    return Object.assign(known, fresh);
  }
  const row: DocumentRow = {
    ...fresh,
    id: server.id(),
    dataset_id: dataset.id,
    position: Math.max(0, ...siblings.map(({ position }) => position)) + 1,
    name: given.name,
    data_source_type: 'upload_file',
    created_at: now,
    tokens: null,
    word_count: null,
    enabled: true,
    disabled_at: null,
    archived: false,
    error: null,
    doc_metadata: null,
    lockedUntilMs: null,
  };
  world.documents.set(row.id, row);
  return row;
}

/** Keeps a rule as the latest of a knowledge base. */
export function addRule(server: KnowledgeBackend, dataset: DatasetRow, rule: ProcessRule): string {
  const id = server.id();
  server.world.processRules.set(id, { id, dataset_id: dataset.id, rule, created_at: server.now() });
  return id;
}

/** The id of the rule that was set last; `null` when there is none. */
export function latestRuleId({ world }: Pick<KnowledgeBackend, 'world'>, { id }: DatasetRow): string | null {
  return [...world.processRules.values()].filter(({ dataset_id }) => dataset_id === id).at(-1)?.id ?? null;
}

/** A batch as servers name it: the time and six digits. */
export function newBatch(server: KnowledgeBackend): string {
  const time = new Date(server.nowMs()).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const digits = Number.parseInt(server.id().replaceAll('-', '').slice(0, 8), 16) % 900_000;
  return `${time}${digits + 100_000}`;
}

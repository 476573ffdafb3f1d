import type { KnowledgeContext } from '../context.ts';
import { latestRuleId } from '../indexing/add-document.ts';
import type { ProcessRule } from '../indexing/process-rule.ts';
import { owner } from '../knowledge/owner.ts';
import type { DatasetRow, DocumentRow } from '../world/knowledge-rows.ts';
import { metadataOf } from './knowledge-metadata-values.ts';

/** A document as lists and writes show it. */
export function documentBody(context: KnowledgeContext, row: DocumentRow): Record<string, unknown> {
  return {
    id: row.id,
    position: row.position,
    data_source_type: row.data_source_type,
    data_source_info: row.data_source_info,
    data_source_detail_dict: sourceDetail(context, row),
    dataset_process_rule_id: shownRuleId(row),
    name: row.name,
    created_from: row.created_from,
    created_by: owner.id,
    created_at: row.created_at,
    tokens: row.tokens,
    indexing_status: row.indexing.stage,
    error: row.error,
    enabled: row.enabled,
    disabled_at: row.disabled_at,
    disabled_by: row.disabled_at === null ? null : owner.id,
    archived: row.archived,
    display_status: displayStatus(row),
    word_count: row.word_count,
    hit_count: hitsOf(context, row),
    doc_form: row.doc_form,
    doc_metadata: metadataOf(context, row) ?? [],
    summary_index_status: null,
    need_summary: false,
  };
}

/** A document as its own page shows it. */
export function documentDetailBody(
  context: KnowledgeContext,
  dataset: DatasetRow,
  row: DocumentRow,
): Record<string, unknown> {
  const { world } = context.server;
  const segments = [...world.segments.values()].filter(({ document_id }) => document_id === row.id);
  const words = segments.reduce((sum, { word_count }) => sum + word_count, 0);
  const { begunMs, reached, stage } = row.indexing;
  const completed_at = reached.completed ?? null;
  return {
    id: row.id,
    position: row.position,
    data_source_type: row.data_source_type,
    data_source_info: row.data_source_type === 'upload_file' ? sourceDetail(context, row) : row.data_source_info,
    dataset_process_rule_id: shownRuleId(row),
    dataset_process_rule: datasetRule(context, dataset),
    document_process_rule: documentRule(context, row),
    name: row.name,
    created_from: row.created_from,
    created_by: owner.id,
    created_at: row.created_at,
    tokens: row.tokens,
    indexing_status: stage,
    completed_at,
    updated_at: row.updated_at,
    indexing_latency: completed_at === null ? null : Math.max(0.01, completed_at - begunMs / 1000),
    error: row.error,
    enabled: row.enabled,
    disabled_at: row.disabled_at,
    disabled_by: row.disabled_at === null ? null : owner.id,
    archived: row.archived,
    doc_type: null,
    doc_metadata: metadataOf(context, row),
    segment_count: segments.length,
    average_segment_length: segments.length === 0 ? 0 : Math.floor(words / segments.length),
    hit_count: hitsOf(context, row),
    display_status: displayStatus(row),
    doc_form: row.doc_form,
    doc_language: row.doc_language,
    summary_index_status: null,
    need_summary: false,
  };
}

/** What a document looks like to a person. */
export function displayStatus({ indexing, enabled, archived }: DocumentRow): string {
  if (indexing.stage === 'waiting') return 'queuing';
  if (indexing.stage === 'error') return 'error';
  if (indexing.stage !== 'completed') return 'indexing';
  if (archived) return 'archived';
  return enabled ? 'available' : 'disabled';
}

function sourceDetail({ server }: KnowledgeContext, { data_source_type, data_source_info }: DocumentRow): object {
  if (data_source_type === 'local_file') return {};
  if (data_source_type !== 'upload_file') return data_source_info;
  const file = server.world.knowledgeFiles.get(String(data_source_info.upload_file_id));
  if (file === undefined) return {};
  const { id, name, size, extension, mime_type, created_at } = file;
  return { upload_file: { id, name, size, extension, mime_type, created_by: owner.id, created_at } };
}

/** A document that a pipeline made was cut by the pipeline. */
function shownRuleId({ created_from, process_rule_id }: DocumentRow): string | null {
  return created_from === 'rag-pipeline' ? null : process_rule_id;
}

function datasetRule({ server }: KnowledgeContext, dataset: DatasetRow): object {
  const id = dataset.pipeline === null ? latestRuleId(server, dataset) : null;
  const kept = server.world.processRules.get(id ?? '');
  if (kept !== undefined) return { mode: kept.rule.mode, rules: shownRules(kept.rule) };
  const rules = { ...automatic, segmentation: { delimiter: '\n', max_tokens: 1024, chunk_overlap: 50 } };
  return { mode: 'custom', rules };
}

function documentRule({ server }: KnowledgeContext, row: DocumentRow): object {
  const kept = server.world.processRules.get(shownRuleId(row) ?? '');
  if (kept === undefined) return {};
  return { id: kept.id, dataset_id: kept.dataset_id, mode: kept.rule.mode, rules: shownRules(kept.rule) };
}

/** Rules that a server has built in call their separator another name. */
const automatic = {
  pre_processing_rules: [
    { id: 'remove_extra_spaces', enabled: true },
    { id: 'remove_urls_emails', enabled: false },
  ],
  segmentation: { delimiter: '\n', max_tokens: 500, chunk_overlap: 50 },
};

function shownRules(rule: ProcessRule): object {
  return rule.mode === 'automatic' ? automatic : rule.rules;
}

function hitsOf({ server }: KnowledgeContext, { id }: DocumentRow): number {
  let hits = 0;
  for (const { document_id, hit_count } of server.world.segments.values()) if (document_id === id) hits += hit_count;
  return hits;
}

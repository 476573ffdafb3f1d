import { booleanAt, type Fields, mappingAt, numberAt, textAt } from '../http/fields.ts';
import type { PipelineDefinition } from '../knowledge/definitions.ts';
import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import type { DatasetRow, DocumentRow } from '../world/knowledge-rows.ts';
import { addRule } from './add-document.ts';
import { beginIndexing } from './indexing.ts';
import type { ProcessRule } from './process-rule.ts';

/** One item that a pipeline is run for. */
interface PipelineItem {
  readonly batch: string;
  /** The request's body. */
  readonly body: Fields;
  /** What the item is: an upload, a page, a crawled page. */
  readonly info: Fields;
  readonly pipeline: PipelineDefinition;
  /** Whether the run starts at a node that is there; otherwise the document waits for good. */
  readonly isKnown: boolean;
}

/** Adds the document that a run of a pipeline will fill. */
export function addPipelineDocument(server: KnowledgeBackend, dataset: DatasetRow, item: PipelineItem): DocumentRow {
  const { world } = server;
  const { body, info } = item;
  const siblings = [...world.documents.values()].filter(({ dataset_id }) => dataset_id === dataset.id);
  const now = server.now();
  const page = mappingAt(info, 'page');
  const row: DocumentRow = {
    id: server.id(),
    dataset_id: dataset.id,
    position: Math.max(0, ...siblings.map(({ position }) => position)) + 1,
    batch: item.batch,
    name: textAt(info, 'name') ?? textAt(info, 'title') ?? (page && textAt(page, 'page_name')) ?? 'untitled',
    data_source_type: textAt(body, 'datasource_type') ?? 'local_file',
    data_source_info: { ...info },
    process_rule_id: addRule(server, dataset, pipelineRule(item.pipeline, mappingAt(body, 'inputs') ?? {}, dataset)),
    doc_form: dataset.doc_form ?? 'text_model',
    doc_language: null,
    created_from: 'rag-pipeline',
    created_at: now,
    updated_at: now,
    tokens: null,
    word_count: null,
    enabled: true,
    disabled_at: null,
    archived: false,
    error: null,
    doc_metadata: null,
    indexing: beginIndexing(server, item.isKnown ? 'pipeline' : 'never'),
    lockedUntilMs: null,
  };
  world.documents.set(row.id, row);
  return row;
}

const usualNames = {
  delimiter: 'Dilmiter',
  maxLength: 'Maximum_Chunk_Length',
  overlap: 'Chunk_Overlap_Length',
  removeExtraSpaces: 'clean_1',
  removeUrls: 'clean_2',
};

/** The rule that the inputs of a run stand for. */
export function pipelineRule(
  { inputNames = usualNames }: PipelineDefinition,
  inputs: Fields,
  dataset: DatasetRow,
): ProcessRule {
  const segmentation = {
    separator: textAt(inputs, inputNames.delimiter) ?? '\n\n',
    max_tokens: numberAt(inputs, inputNames.maxLength) ?? 1024,
    chunk_overlap: numberAt(inputs, inputNames.overlap) ?? 0,
  };
  const isHierarchical = dataset.doc_form === 'hierarchical_model';
  return {
    mode: isHierarchical ? 'hierarchical' : 'custom',
    rules: {
      pre_processing_rules: [
        { id: 'remove_extra_spaces', enabled: booleanAt(inputs, inputNames.removeExtraSpaces) ?? false },
        { id: 'remove_urls_emails', enabled: booleanAt(inputs, inputNames.removeUrls) ?? false },
      ],
      segmentation,
      parent_mode: isHierarchical ? 'paragraph' : null,
      subchunk_segmentation: isHierarchical ? { separator: '\n', max_tokens: 512, chunk_overlap: 0 } : null,
    },
  };
}

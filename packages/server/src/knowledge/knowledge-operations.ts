import type { OperationId } from '@dify-oapi/core/endpoints';
import type { Operation } from '../operations.ts';

/** The name of an operation on knowledge bases: every operation of Dify that belongs to no app. */
export type KnowledgeOperation = Exclude<OperationId, Operation>;

/**
 * What a person may do. `read`: list, read, search and download. `contribute`: also add documents, chunks and child
 * chunks, without changing what is there. `manage`: also change and remove, settings and metadata among it.
 */
export type KnowledgePreset = 'read' | 'contribute' | 'manage';

/**
 * What reaches beyond single knowledge bases, or lets Dify load from elsewhere. `tags`: the workspace's tags, for all.
 * `models`: which models the workspace has. `includeAll`: list also what the key's owner may not see. `datasets`: create
 * and delete knowledge bases. `pipelines`: let knowledge pipelines load, crawl and make documents.
 */
export type KnowledgeSwitch = 'tags' | 'models' | 'includeAll' | 'datasets' | 'pipelines';

/** What opens an operation: a preset of at least this, and the switch if there is one. */
export interface KnowledgeRule {
  readonly preset: KnowledgePreset;
  readonly needs?: KnowledgeSwitch;
}

const read: KnowledgeRule = { preset: 'read' };
const contribute: KnowledgeRule = { preset: 'contribute' };
const manage: KnowledgeRule = { preset: 'manage' };

/**
 * What opens each operation. An endpoint that is new in the core does not compile until it stands here, and is shut until
 * then.
 *
 * Adding is `contribute`; a change of what others wrote is `manage`, for Dify does not say who wrote it. So is all that
 * throws work away: a new file or text for a document loses the chunks that were written by hand, and metadata in a batch
 * erases what it does not name.
 */
export const knowledgeRules = {
  listDatasets: read,
  getDatasetDetail: read,
  retrieveSegments: read,
  createDataset: { preset: 'manage', needs: 'datasets' },
  updateDataset: manage,
  deleteDataset: { preset: 'manage', needs: 'datasets' },

  listDocuments: read,
  getDocumentDetail: read,
  getDocumentIndexingStatus: read,
  downloadDocument: read,
  downloadDocumentsZip: read,
  createDocumentFromText: contribute,
  createDocumentFromFile: contribute,
  updateDocument: manage,
  updateDocumentByText: manage,
  updateDocumentByFile: manage,
  batchUpdateDocumentStatus: manage,
  deleteDocument: manage,

  listSegments: read,
  getSegmentDetail: read,
  createSegments: contribute,
  updateSegment: manage,
  deleteSegment: manage,

  getChildChunks: read,
  createChildChunk: contribute,
  updateChildChunk: manage,
  deleteChildChunk: manage,

  listMetadataFields: read,
  getBuiltInMetadataFields: read,
  createMetadataField: manage,
  updateMetadataField: manage,
  deleteMetadataField: manage,
  toggleBuiltInMetadataField: manage,
  batchUpdateDocumentMetadata: manage,

  queryDatasetTags: { preset: 'read', needs: 'tags' },
  getKnowledgeTags: { preset: 'read', needs: 'tags' },
  bindTagsToDataset: { preset: 'manage', needs: 'tags' },
  unbindTagFromDataset: { preset: 'manage', needs: 'tags' },
  createKnowledgeTag: { preset: 'manage', needs: 'tags' },
  updateKnowledgeTag: { preset: 'manage', needs: 'tags' },
  deleteKnowledgeTag: { preset: 'manage', needs: 'tags' },

  getAvailableModels: { preset: 'read', needs: 'models' },

  listDatasourcePlugins: { preset: 'contribute', needs: 'pipelines' },
  uploadPipelineFile: { preset: 'contribute', needs: 'pipelines' },
  runDatasourceNode: { preset: 'contribute', needs: 'pipelines' },
  runPipeline: { preset: 'contribute', needs: 'pipelines' },
} as const satisfies Readonly<Record<KnowledgeOperation, KnowledgeRule>>;

const ranks: Readonly<Record<KnowledgePreset, number>> = { read: 0, contribute: 1, manage: 2 };

/** The presets, the smallest first. */
export const knowledgePresets: readonly KnowledgePreset[] = ['read', 'contribute', 'manage'];

/** Whether a preset opens an operation, as far as its switch allows. */
export function opens(preset: KnowledgePreset, operation: KnowledgeOperation): boolean {
  return ranks[preset] >= ranks[knowledgeRules[operation].preset];
}

/** The switch that an operation hangs on, if any. */
export function switchOf(operation: KnowledgeOperation): KnowledgeSwitch | undefined {
  const rule: KnowledgeRule = knowledgeRules[operation];
  return rule.needs;
}

/** Whether a word is the name of an operation on knowledge bases. */
export function isKnowledgeOperation(word: unknown): word is KnowledgeOperation {
  return typeof word === 'string' && Object.hasOwn(knowledgeRules, word);
}

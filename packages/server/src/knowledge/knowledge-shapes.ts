import { either, fields, type Keep, list, scalar, sealed } from '../answers/keep.ts';
import { finishedRun } from '../answers/shapes.ts';
import { datasetShape, retrievalShape } from './dataset-shapes.ts';
import {
  childChunk,
  datasources,
  documentDetailShape,
  documentShape,
  indexing,
  models,
  pipelineDocument,
  segmentShape,
} from './document-shapes.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';
import type { Sight } from './sight.ts';

const nothing: Keep = () => undefined;
const result = fields({ result: scalar });
const metadataField = fields({ id: scalar, type: scalar, name: scalar });
const tag = fields({ id: scalar, name: scalar, type: scalar, binding_count: scalar });
const plainTag = fields({ id: scalar, name: scalar });

function page(item: Keep): Keep {
  return fields({
    data: list(item),
    has_more: scalar,
    limit: scalar,
    total: scalar,
    total_pages: scalar,
    page: scalar,
    doc_form: scalar,
  });
}

/** What passes of each operation's answer: the fields that a page needs, and none that a newer Dify may add. */
export function knowledgeShapes(sight: Sight): Readonly<Record<KnowledgeOperation, Keep>> {
  const dataset = datasetShape(sight);
  const written = fields({ document: documentShape(sight), batch: scalar });
  const segment = segmentShape(sight);
  const oneSegment = fields({ data: segment, doc_form: scalar });
  const oneChild = fields({ data: childChunk });
  return {
    listDatasets: page(dataset),
    getDatasetDetail: dataset,
    createDataset: dataset,
    updateDataset: dataset,
    deleteDataset: nothing,
    retrieveSegments: retrievalShape(sight),
    listDocuments: page(documentShape(sight)),
    getDocumentDetail: documentDetailShape(sight),
    getDocumentIndexingStatus: indexing,
    downloadDocument: nothing,
    downloadDocumentsZip: nothing,
    createDocumentFromText: written,
    createDocumentFromFile: written,
    updateDocument: written,
    updateDocumentByText: written,
    updateDocumentByFile: written,
    batchUpdateDocumentStatus: result,
    deleteDocument: nothing,
    listSegments: page(segment),
    getSegmentDetail: oneSegment,
    createSegments: fields({ data: list(segment), doc_form: scalar }),
    updateSegment: oneSegment,
    deleteSegment: nothing,
    getChildChunks: page(childChunk),
    createChildChunk: oneChild,
    updateChildChunk: oneChild,
    deleteChildChunk: nothing,
    listMetadataFields: fields({
      doc_metadata: list(fields({ id: scalar, name: scalar, type: scalar, count: scalar })),
      built_in_field_enabled: scalar,
    }),
    getBuiltInMetadataFields: fields({ fields: list(fields({ name: scalar, type: scalar })) }),
    createMetadataField: metadataField,
    updateMetadataField: metadataField,
    deleteMetadataField: nothing,
    toggleBuiltInMetadataField: result,
    batchUpdateDocumentMetadata: result,
    queryDatasetTags: fields({ data: list(plainTag), total: scalar }),
    getKnowledgeTags: list(tag),
    bindTagsToDataset: nothing,
    unbindTagFromDataset: nothing,
    createKnowledgeTag: tag,
    updateKnowledgeTag: tag,
    deleteKnowledgeTag: nothing,
    getAvailableModels: models,
    listDatasourcePlugins: datasources,
    uploadPipelineFile: fields({
      id: sealed('file'),
      name: scalar,
      size: scalar,
      extension: scalar,
      mime_type: scalar,
      created_at: scalar,
    }),
    runDatasourceNode: nothing,
    runPipeline: either(publishedRun, draftRun),
  };
}

const publishedShape = fields({
  batch: scalar,
  dataset: fields({ id: scalar, name: scalar, description: scalar, chunk_structure: scalar }),
  documents: list(pipelineDocument),
});

const publishedRun: Keep = (value, view) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'batch')
    ? publishedShape(value, view)
    : undefined;

const draftRun = fields({
  task_id: sealed('task'),
  workflow_run_id: sealed('workflow-run'),
  data: fields(finishedRun),
});

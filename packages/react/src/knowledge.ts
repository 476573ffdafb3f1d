export type { DocumentUploadItem } from './hooks/knowledge/document-upload-item.ts';
export type { UploadItem, UploadSettings } from './hooks/knowledge/document-upload-store.ts';
export type { RetrievalAnswer, RetrievalInput, RetrievalRun } from './hooks/knowledge/retrieval-store.ts';
export type { ItemOutcome } from './hooks/knowledge/run-items.ts';
export { useAnnotationMutations } from './hooks/knowledge/use-annotation-mutations.ts';
export {
  type ConversationVariablesOptions,
  useAnnotationReplyJob,
  useAnnotations,
  useConversationVariables,
  useEndUser,
  useFeedbacks,
  useInfiniteAnnotations,
  useWorkflowLogs,
  useWorkflowRunDetail,
} from './hooks/knowledge/use-app-data.ts';
export { useChildChunkMutations } from './hooks/knowledge/use-child-chunk-mutations.ts';
export {
  type DatasetChanges,
  useCreateDataset,
  useDeleteDataset,
  useUpdateDataset,
} from './hooks/knowledge/use-dataset-mutations.ts';
export { useDataset, useDatasets, useInfiniteDatasets } from './hooks/knowledge/use-datasets.ts';
export { type DeleteDocumentsOptions, useDeleteDocuments } from './hooks/knowledge/use-delete-documents.ts';
export { type DocumentsZip, useDocumentDownload, useDocumentsZip } from './hooks/knowledge/use-document-download.ts';
export {
  type DocumentReplacement,
  type NewTextDocument,
  type TextReplacement,
  useCreateTextDocument,
  useReplaceDocumentFile,
  useReplaceDocumentText,
} from './hooks/knowledge/use-document-mutations.ts';
export {
  type DocumentStatusChange,
  type DocumentStatusOutcome,
  useDocumentStatus,
} from './hooks/knowledge/use-document-status.ts';
export {
  type DocumentUploadOptions,
  type DocumentUploads,
  useDocumentUpload,
} from './hooks/knowledge/use-document-upload.ts';
export {
  type DocumentsOptions,
  useDocument,
  useDocuments,
  useInfiniteDocuments,
} from './hooks/knowledge/use-documents.ts';
export { useIndexingStatus, useIndexingWatcher } from './hooks/knowledge/use-indexing.ts';
export { useDatasetTags, useKnowledgeTags } from './hooks/knowledge/use-knowledge-tags.ts';
export {
  type BulkMetadata,
  useBuiltInMetadata,
  useBulkMetadata,
  useMetadataFieldMutations,
  useMetadataFields,
} from './hooks/knowledge/use-metadata.ts';
export { useModels } from './hooks/knowledge/use-models.ts';
export { useRetrieval } from './hooks/knowledge/use-retrieval.ts';
export { type SegmentChange, useSegmentMutations } from './hooks/knowledge/use-segment-mutations.ts';
export {
  type ChildChunksOptions,
  type SegmentsOptions,
  useChildChunks,
  useInfiniteSegments,
  useSegment,
  useSegments,
} from './hooks/knowledge/use-segments.ts';
export { type TagBinding, useTagMutations } from './hooks/knowledge/use-tag-mutations.ts';
export { DifyProvider, type DifyProviderProps } from './provider/dify-provider.tsx';
export { useDify } from './provider/use-dify.ts';
export {
  annotationReplyJobQuery,
  annotationsQuery,
  conversationVariablesQuery,
  endUserQuery,
  feedbacksQuery,
  infiniteAnnotationsQuery,
  workflowLogsQuery,
  workflowRunQuery,
} from './queries/app-data-queries.ts';
export { datasetQuery, datasetsQuery, infiniteDatasetsQuery } from './queries/datasets-queries.ts';
export { documentQuery, documentsQuery, infiniteDocumentsQuery } from './queries/documents-queries.ts';
export { endpointInfiniteQuery } from './queries/endpoint-infinite-query.ts';
export { endpointQuery } from './queries/endpoint-query.ts';
export type { BatchProgress, IndexingRow, IndexingState } from './queries/indexing-board.ts';
export { type IndexingOptions, indexingQuery } from './queries/indexing-query.ts';
export { knowledgeKeys } from './queries/knowledge-keys.ts';
export type { Listed } from './queries/list-rows.ts';
export { builtInMetadataQuery, metadataFieldsQuery } from './queries/metadata-queries.ts';
export { modelsQuery } from './queries/models-query.ts';
export { childChunksQuery, infiniteSegmentsQuery, segmentQuery, segmentsQuery } from './queries/segments-queries.ts';
export { datasetTagsQuery, knowledgeTagsQuery } from './queries/tags-queries.ts';

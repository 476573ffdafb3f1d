import type { Endpoint } from './endpoint.ts';
import * as annotations from './resources/annotations/endpoints.ts';
import * as app from './resources/app/endpoints.ts';
import * as audio from './resources/audio/endpoints.ts';
import * as chat from './resources/chat/endpoints.ts';
import * as childChunks from './resources/child-chunks/endpoints.ts';
import * as completion from './resources/completion/endpoints.ts';
import * as conversations from './resources/conversations/endpoints.ts';
import * as datasets from './resources/datasets/endpoints.ts';
import * as documents from './resources/documents/endpoints.ts';
import * as endUsers from './resources/end-users/endpoints.ts';
import * as feedbacks from './resources/feedbacks/endpoints.ts';
import * as files from './resources/files/endpoints.ts';
import * as humanInput from './resources/human-input/endpoints.ts';
import * as messages from './resources/messages/endpoints.ts';
import * as metadata from './resources/metadata/endpoints.ts';
import * as models from './resources/models/endpoints.ts';
import * as pipeline from './resources/pipeline/endpoints.ts';
import * as segments from './resources/segments/endpoints.ts';
import * as tags from './resources/tags/endpoints.ts';
import * as workflows from './resources/workflows/endpoints.ts';

export {
  annotations,
  app,
  audio,
  chat,
  childChunks,
  completion,
  conversations,
  datasets,
  documents,
  endUsers,
  feedbacks,
  files,
  humanInput,
  messages,
  metadata,
  models,
  pipeline,
  segments,
  tags,
  workflows,
};

/** The endpoints by resource and method, as a client has them. */
export const resources = {
  chat,
  completion,
  workflows,
  conversations,
  messages,
  feedbacks,
  files,
  audio,
  humanInput,
  app,
  annotations,
  endUsers,
  datasets,
  documents,
  segments,
  childChunks,
  tags,
  metadata,
  models,
  pipeline,
} as const;

/** The endpoints by the names of Dify's OpenAPI document. */
export const endpoints = {
  sendChatMessage: chat.send,
  stopChatMessageGeneration: chat.stop,
  createCompletionMessage: completion.send,
  stopGenerate: completion.stop,
  executeWorkflow: workflows.run,
  runWorkflowById: workflows.runById,
  stopWorkflowTaskGeneration: workflows.stop,
  getWorkflowRunDetail: workflows.get,
  streamWorkflowEvents: workflows.events,
  getWorkflowLogs: workflows.logs,
  getConversationsList: conversations.list,
  renameConversation: conversations.rename,
  deleteConversation: conversations.delete,
  getConversationVariables: conversations.variables,
  updateChatConversationVariable: conversations.updateVariable,
  getConversationHistory: messages.list,
  getSuggestedQuestions: messages.suggested,
  postChatMessageFeedback: messages.feedback,
  getChatAppFeedbacks: feedbacks.list,
  uploadChatFile: files.upload,
  previewChatFile: files.preview,
  audioToText: audio.toText,
  textToAudioChat: audio.fromText,
  getChatflowHumanInputForm: humanInput.get,
  submitChatflowHumanInputForm: humanInput.submit,
  getChatAppInfo: app.info,
  getChatAppParameters: app.parameters,
  getChatAppMeta: app.meta,
  getChatWebAppSettings: app.site,
  getAnnotationList: annotations.list,
  createAnnotation: annotations.create,
  updateAnnotation: annotations.update,
  deleteAnnotation: annotations.delete,
  initialAnnotationReplySettings: annotations.configureReply,
  getInitialAnnotationReplySettingsStatus: annotations.replyStatus,
  getEndUserChat: endUsers.get,
  listDatasets: datasets.list,
  createDataset: datasets.create,
  getDatasetDetail: datasets.get,
  updateDataset: datasets.update,
  deleteDataset: datasets.delete,
  retrieveSegments: datasets.retrieve,
  listDocuments: documents.list,
  getDocumentDetail: documents.get,
  createDocumentFromText: documents.createByText,
  createDocumentFromFile: documents.createByFile,
  updateDocument: documents.update,
  updateDocumentByText: documents.updateByText,
  updateDocumentByFile: documents.updateByFile,
  deleteDocument: documents.delete,
  downloadDocument: documents.download,
  downloadDocumentsZip: documents.downloadZip,
  getDocumentIndexingStatus: documents.indexingStatus,
  batchUpdateDocumentStatus: documents.setStatus,
  listSegments: segments.list,
  getSegmentDetail: segments.get,
  createSegments: segments.create,
  updateSegment: segments.update,
  deleteSegment: segments.delete,
  getChildChunks: childChunks.list,
  createChildChunk: childChunks.create,
  updateChildChunk: childChunks.update,
  deleteChildChunk: childChunks.delete,
  getKnowledgeTags: tags.list,
  createKnowledgeTag: tags.create,
  updateKnowledgeTag: tags.update,
  deleteKnowledgeTag: tags.delete,
  bindTagsToDataset: tags.bind,
  unbindTagFromDataset: tags.unbind,
  queryDatasetTags: tags.listForDataset,
  listMetadataFields: metadata.list,
  createMetadataField: metadata.create,
  updateMetadataField: metadata.update,
  deleteMetadataField: metadata.delete,
  getBuiltInMetadataFields: metadata.listBuiltIn,
  toggleBuiltInMetadataField: metadata.toggleBuiltIn,
  batchUpdateDocumentMetadata: metadata.updateDocuments,
  getAvailableModels: models.list,
  uploadPipelineFile: pipeline.uploadFile,
  listDatasourcePlugins: pipeline.datasources,
  runDatasourceNode: pipeline.runDatasource,
  runPipeline: pipeline.run,
} as const;

/** The name of an operation. */
export type OperationId = keyof typeof endpoints;

/** Any endpoint, whatever it takes and answers. */
export type AnyEndpoint = Endpoint<object, unknown>;

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
  configureReply as initialAnnotationReplySettings,
  create as createAnnotation,
  delete as deleteAnnotation,
  list as getAnnotationList,
  replyStatus as getInitialAnnotationReplySettingsStatus,
  update as updateAnnotation,
} from './resources/annotations/endpoints.ts';
export {
  info as getChatAppInfo,
  meta as getChatAppMeta,
  parameters as getChatAppParameters,
  site as getChatWebAppSettings,
} from './resources/app/endpoints.ts';
export { fromText as textToAudioChat, toText as audioToText } from './resources/audio/endpoints.ts';
export { send as sendChatMessage, stop as stopChatMessageGeneration } from './resources/chat/endpoints.ts';
export {
  create as createChildChunk,
  delete as deleteChildChunk,
  list as getChildChunks,
  update as updateChildChunk,
} from './resources/child-chunks/endpoints.ts';
export { send as createCompletionMessage, stop as stopGenerate } from './resources/completion/endpoints.ts';
export {
  delete as deleteConversation,
  list as getConversationsList,
  rename as renameConversation,
  updateVariable as updateChatConversationVariable,
  variables as getConversationVariables,
} from './resources/conversations/endpoints.ts';
export {
  create as createDataset,
  delete as deleteDataset,
  get as getDatasetDetail,
  list as listDatasets,
  retrieve as retrieveSegments,
  update as updateDataset,
} from './resources/datasets/endpoints.ts';
export {
  createByFile as createDocumentFromFile,
  createByText as createDocumentFromText,
  delete as deleteDocument,
  download as downloadDocument,
  downloadZip as downloadDocumentsZip,
  get as getDocumentDetail,
  indexingStatus as getDocumentIndexingStatus,
  list as listDocuments,
  setStatus as batchUpdateDocumentStatus,
  update as updateDocument,
  updateByFile as updateDocumentByFile,
  updateByText as updateDocumentByText,
} from './resources/documents/endpoints.ts';
export { get as getEndUserChat } from './resources/end-users/endpoints.ts';
export { list as getChatAppFeedbacks } from './resources/feedbacks/endpoints.ts';
export { preview as previewChatFile, upload as uploadChatFile } from './resources/files/endpoints.ts';
export {
  get as getChatflowHumanInputForm,
  submit as submitChatflowHumanInputForm,
} from './resources/human-input/endpoints.ts';
export {
  feedback as postChatMessageFeedback,
  list as getConversationHistory,
  suggested as getSuggestedQuestions,
} from './resources/messages/endpoints.ts';
export {
  create as createMetadataField,
  delete as deleteMetadataField,
  list as listMetadataFields,
  listBuiltIn as getBuiltInMetadataFields,
  toggleBuiltIn as toggleBuiltInMetadataField,
  update as updateMetadataField,
  updateDocuments as batchUpdateDocumentMetadata,
} from './resources/metadata/endpoints.ts';
export { list as getAvailableModels } from './resources/models/endpoints.ts';
export {
  datasources as listDatasourcePlugins,
  run as runPipeline,
  runDatasource as runDatasourceNode,
  uploadFile as uploadPipelineFile,
} from './resources/pipeline/endpoints.ts';
export {
  create as createSegments,
  delete as deleteSegment,
  get as getSegmentDetail,
  list as listSegments,
  update as updateSegment,
} from './resources/segments/endpoints.ts';
export {
  bind as bindTagsToDataset,
  create as createKnowledgeTag,
  delete as deleteKnowledgeTag,
  list as getKnowledgeTags,
  listForDataset as queryDatasetTags,
  unbind as unbindTagFromDataset,
  update as updateKnowledgeTag,
} from './resources/tags/endpoints.ts';
export {
  events as streamWorkflowEvents,
  get as getWorkflowRunDetail,
  logs as getWorkflowLogs,
  run as executeWorkflow,
  runById as runWorkflowById,
  stop as stopWorkflowTaskGeneration,
} from './resources/workflows/endpoints.ts';
export { schemaOf } from './schemas/schema-of.ts';
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

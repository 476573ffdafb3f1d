export { type Builder, build } from './build.ts';
export { type BranchStore, branchesRecord } from './chat/branch-store.ts';
export type { Branches, BranchPosition } from './chat/branches.ts';
export type {
  ActionResult,
  Chat,
  ChatActions,
  ChatListeners,
  ChatSnapshot,
  ChatStatus,
  QueuedMessage,
  SendFile,
  SendMessage,
  SendOptions,
  SendResult,
  WhenBusy,
} from './chat/chat.ts';
export { type ChatOptions, createChat } from './chat/create-chat.ts';
export {
  type AssistantMessage,
  type AssistantStatus,
  type ChatMessage,
  type FilePart,
  formsOf,
  type HumanInputPart,
  type MessageAttachment,
  type MessagePart,
  type ReasoningPart,
  type TextPart,
  type ToolPart,
  textOf,
  type UserMessage,
} from './chat/message.ts';
export { canSend, canStop, isBusy } from './chat/predicates.ts';
export { type RunBranch, runTree } from './chat/run-tree.ts';
export type { AgentLogItem, NodeRetry, RunNode, WorkflowRun } from './chat/workflow-run.ts';
export {
  type BrowserDifyOptions,
  type Call,
  createBrowserClient,
  createClient,
  type DifyClient,
  type DifyOptions,
  type PagedCall,
} from './client.ts';
export type {
  CompleteOptions,
  CompleteResult,
  Completion,
  CompletionActions,
  CompletionListeners,
} from './completion/completion.ts';
export type { CompletionSnapshot } from './completion/completion-state.ts';
export { type CompletionOptions, createCompletion } from './completion/create-completion.ts';
export { createBrowserDify, createDify, type Dify, type Methods } from './dify.ts';
export {
  type Endpoint,
  endpoint,
  type InputOf,
  type OutputOf,
  type PagedEndpoint,
  type PageKind,
  type Payload,
  pathSlots,
  type Shape,
  type StreamingEndpoint,
  type UserBinding,
} from './endpoint.ts';
export { endpointKey } from './endpoint-key.ts';
export { AbortError } from './errors/abort-error.ts';
export {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  type FieldIssue,
  NotFoundError,
  PayloadTooLargeError,
  PermissionDeniedError,
  PreconditionFailedError,
  RateLimitError,
  ServerError,
  UnsupportedMediaTypeError,
} from './errors/api-error.ts';
export { ConnectionError, TimeoutError, type TimeoutPhase } from './errors/connection-error.ts';
export { DifyError, type ErrorFacts } from './errors/dify-error.ts';
export { type ReceivedStream, StreamError } from './errors/stream-error.ts';
export { ValidationError, type ValidationFacts } from './errors/validation-error.ts';
export * from './events/dify-event.ts';
export { type ReadEventsOptions, readEvents } from './events/read-events.ts';
export {
  checkFormValues,
  completeFormValues,
  type FormIssue,
  type FormIssueCode,
  initialFormValues,
} from './human-input/check-form-values.ts';
export {
  type FormAnswer,
  type FormButton,
  type FormField,
  type FormState,
  type FormValue,
  type FormValues,
  isAnswerable,
  isOpen as isFormOpen,
  type PendingForm,
} from './human-input/pending-form.ts';
export { needsDetails, readDetails } from './human-input/read-details.ts';
export { expireForms, nextExpiry, reduceForms } from './human-input/reduce-forms.ts';
export { type FormReply, type SubmitForm, type SubmitResult, submitForm } from './human-input/submit-form.ts';
export { type FormClock, type FormWatch, watchForms } from './human-input/watch-forms.ts';
export { firstPage, type ListPage, nextPage, type PagePosition, type PageRead } from './next-page.ts';
export type {
  Annotation,
  AnnotationReplyJob,
  ConfigureAnnotationReply,
  CreateAnnotation,
  DeleteAnnotation,
  GetAnnotationReplyStatus,
  ListAnnotations,
  UpdateAnnotation,
} from './resources/annotations/schemas.ts';
export type {
  AppInfo,
  AppMeta,
  AppParameters,
  AppSite,
  FileUpload,
  FormControl,
  FormEntry,
  NoInput,
  SystemParameters,
  ToolIcon,
} from './resources/app/schemas.ts';
export type { AudioToText, TextToAudio, Transcript } from './resources/audio/schemas.ts';
export type { ChatCompletion, PausedChat, SendChatMessage, StopChatMessage } from './resources/chat/schemas.ts';
export type {
  ChildChunk,
  ChildChunkAnswer,
  ChildChunkPage,
  CreateChildChunk,
  DeleteChildChunk,
  ListChildChunks,
  UpdateChildChunk,
} from './resources/child-chunks/schemas.ts';
export type { CompletionResult, SendCompletionMessage, StopCompletionMessage } from './resources/completion/schemas.ts';
export type {
  Conversation,
  ConversationVariable,
  DeleteConversation,
  ListConversations,
  ListConversationVariables,
  RenameConversation,
  UpdateConversationVariable,
} from './resources/conversations/schemas.ts';
export type {
  RetrievalRecord,
  RetrievalResult,
  RetrievedSegment,
  RetrieveSegments,
} from './resources/datasets/retrieval-schemas.ts';
export type {
  CreateDataset,
  Dataset,
  DeleteDataset,
  GetDataset,
  ListDatasets,
  RetrievalSettings,
  UpdateDataset,
} from './resources/datasets/schemas.ts';
export type {
  CreateDocumentByFile,
  CreateDocumentByText,
  DeleteDocument,
  DownloadDocument,
  DownloadDocuments,
  GetDocument,
  GetIndexingStatus,
  ListDocuments,
  SetDocumentStatus,
  UpdateDocument,
  UpdateDocumentByText,
} from './resources/documents/input-schemas.ts';
export type {
  BatchIndexing,
  DatasetDocument,
  DocumentDetail,
  DocumentIndexing,
  DocumentMetadata,
  DownloadLink,
  WrittenDocument,
} from './resources/documents/schemas.ts';
export type { EndUser, GetEndUser } from './resources/end-users/schemas.ts';
export type { AppFeedback, FeedbackPage, ListFeedbacks } from './resources/feedbacks/schemas.ts';
export type { PreviewFile, UploadedFile, UploadFile } from './resources/files/schemas.ts';
export type {
  GetHumanInputForm,
  HumanInputForm,
  SubmitHumanInputForm,
  SubmittedForm,
} from './resources/human-input/schemas.ts';
export type {
  AgentThought,
  FormSubmission,
  GetSuggestedQuestions,
  HistoryMessage,
  ListMessages,
  MessageExtra,
  MessageFile,
  SendFeedback,
  SuggestedQuestions,
} from './resources/messages/schemas.ts';
export type {
  BuiltInMetadataField,
  BuiltInMetadataFields,
  CountedMetadataField,
  CreateMetadataField,
  DeleteMetadataField,
  ListBuiltInMetadataFields,
  ListMetadataFields,
  MetadataField,
  MetadataFields,
  MetadataOperation,
  MetadataValue,
  ToggleBuiltInMetadata,
  UpdateDocumentMetadata,
  UpdateMetadataField,
} from './resources/metadata/schemas.ts';
export type { ListModels, LocalizedText, Model, ModelProvider, ModelProviders } from './resources/models/schemas.ts';
export type {
  ListDatasources,
  LocalFileItem,
  OnlineDocumentItem,
  OnlineDriveItem,
  RunDatasource,
  RunPipeline,
  UploadPipelineFile,
  WebsiteItem,
} from './resources/pipeline/input-schemas.ts';
export type {
  Datasource,
  DatasourceVariable,
  PipelineDocument,
  PipelineFile,
  PipelineRunResult,
  PublishedPipelineRun,
} from './resources/pipeline/schemas.ts';
export type {
  CreatedSegments,
  CreateSegments,
  DeleteSegment,
  GetSegment,
  ListSegments,
  NewSegment,
  Segment,
  SegmentAnswer,
  SegmentAttachment,
  SegmentChanges,
  SegmentPage,
  UpdateSegment,
} from './resources/segments/schemas.ts';
export type {
  BindTags,
  BoundTag,
  CreateTag,
  DatasetTags,
  DeleteTag,
  KnowledgeTag,
  ListDatasetTags,
  ListTags,
  UnbindTags,
  UpdateTag,
} from './resources/tags/schemas.ts';
export type {
  GetWorkflowRun,
  ListWorkflowLogs,
  RunWorkflow,
  RunWorkflowById,
  StopWorkflow,
  StreamWorkflowEvents,
  WorkflowLog,
  WorkflowLogRun,
  WorkflowRunData,
  WorkflowRunDetail,
  WorkflowRunResult,
} from './resources/workflows/schemas.ts';
export type { RunEnvironment } from './runs/run-environment.ts';
export type { AnswerMetadata } from './schemas/answer-metadata.ts';
export type { FormAction } from './schemas/form-action.ts';
export type { FormDefinition } from './schemas/form-definition.ts';
export type { FormDefault, FormInput, FormOptionSource } from './schemas/form-input.ts';
export type { InputFile } from './schemas/input-file.ts';
export type { DocumentSettings } from './schemas/knowledge-document-settings.ts';
export type { MetadataCondition, MetadataFilter } from './schemas/knowledge-metadata-filter.ts';
export type { ProcessRule, Segmentation, StoredProcessRule } from './schemas/knowledge-process-rule.ts';
export type { ExternalRetrievalModel, RetrievalModel } from './schemas/knowledge-retrieval-model.ts';
export type { NumberPage } from './schemas/number-page.ts';
export type { CursorPage } from './schemas/page.ts';
export type { PauseReason } from './schemas/pause-reason.ts';
export type { Result } from './schemas/result.ts';
export type { RetrieverResource } from './schemas/retriever-resource.ts';
export type { Usage } from './schemas/usage.ts';
export {
  type ClientStorage,
  type ClientStorageOptions,
  openClientStorage,
} from './storage/client-storage.ts';
export { draftRecord } from './storage/draft-record.ts';
export { type IndexedDBAdapterOptions, indexedDBAdapter } from './storage/indexed-db-adapter.ts';
export { memoryAdapter } from './storage/memory-adapter.ts';
export type { RecordKind } from './storage/record-kind.ts';
export { type SavedRun, savedRunRecord } from './storage/saved-run-record.ts';
export { sessionStorageAdapter } from './storage/session-storage-adapter.ts';
export type { MaybePromise, StorageAdapter, SyncStorageAdapter } from './storage/storage-adapter.ts';
export type { StorageScope } from './storage/storage-scope.ts';
export type { Schedule } from './stores/next-frame.ts';
export type { RunResult } from './stores/run-result.ts';
export type { RunActionResult, RunOutcome, RunStatus } from './stores/run-status.ts';
export type { DifyStream, StreamResult } from './streams/dify-stream.ts';
export { RunError } from './streams/run-error.ts';
export { openTabs, type Tabs } from './tabs/open-tabs.ts';
export type { TabMessage } from './tabs/tab-message.ts';
export { type ExportThread, exportThread } from './threads/export-thread.ts';
export { type ImportThread, importThread } from './threads/import-thread.ts';
export { type Thread, threadVersion } from './threads/thread.ts';
export type { MarkdownWords } from './threads/thread-to-markdown.ts';
export { buildPath } from './transport/build-path.ts';
export { difyErrorFrom } from './transport/dify-error-from.ts';
export type {
  CallFacts,
  Logger,
  LogLevel,
  OnRequest,
  OnResponse,
  RequestOptions,
  StreamOptions,
  UploadProgress,
} from './transport/options.ts';
export type { Clock } from './uploads/clock.ts';
export { type PollHistory, pollDelay } from './uploads/poll-delay.ts';
export { type FileSource, toFile } from './uploads/to-file.ts';
export { fileType, type UploadAndSend, uploadAndSend, uploadAndStream } from './uploads/upload-and-send.ts';
export {
  type DocumentUpload,
  type UploadDocuments,
  type UploadOptions,
  uploadDocuments,
} from './uploads/upload-documents.ts';
export {
  type IndexingProgress,
  type IndexingStatus,
  isSettled,
  type WaitOptions,
  type WatchBatch,
  waitUntilIndexed,
} from './uploads/wait-until-indexed.ts';
export { createWorkflowRun, type WorkflowRunOptions } from './workflow/create-workflow-run.ts';
export type { RunFile } from './workflow/run-files.ts';
export type { RunText } from './workflow/run-text.ts';
export type {
  RunWorkflowOptions,
  WorkflowActions,
  WorkflowListeners,
  WorkflowResult,
  WorkflowSnapshot,
  WorkflowStore,
} from './workflow/workflow.ts';

export { type Builder, build } from './build.ts';
export type {
  ActionResult,
  Chat,
  ChatActions,
  ChatListeners,
  ChatSnapshot,
  ChatStatus,
  SendFile,
  SendMessage,
  SendResult,
} from './chat/chat.ts';
export { type ChatOptions, createChat } from './chat/create-chat.ts';
export {
  type AssistantMessage,
  type AssistantStatus,
  type ChatMessage,
  type FilePart,
  type MessageAttachment,
  type MessagePart,
  type TextPart,
  type ToolPart,
  textOf,
  type UserMessage,
} from './chat/message.ts';
export { canSend, canStop, isBusy } from './chat/predicates.ts';
export type { RunNode, WorkflowRun } from './chat/workflow-run.ts';
export {
  type BrowserDifyOptions,
  type Call,
  createBrowserDify,
  createDify,
  type Dify,
  type DifyOptions,
  type Methods,
} from './dify.ts';
export {
  type Endpoint,
  endpoint,
  type InputOf,
  type OutputOf,
  type Payload,
  pathSlots,
  type StreamingEndpoint,
  type UserBinding,
} from './endpoint.ts';
export { endpointKey } from './endpoint-key.ts';
export { AbortError } from './errors/abort-error.ts';
export {
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from './errors/api-error.ts';
export { ConnectionError, TimeoutError } from './errors/connection-error.ts';
export { DifyError, type ErrorFacts } from './errors/dify-error.ts';
export { StreamError } from './errors/stream-error.ts';
export { ValidationError } from './errors/validation-error.ts';
export * from './events/dify-event.ts';
export { type ReadEventsOptions, readEvents } from './events/read-events.ts';
export type {
  AppInfo,
  AppMeta,
  AppParameters,
  AppSite,
  NoInput,
} from './resources/app/schemas.ts';
export type { ChatCompletion, SendChatMessage, StopChatMessage } from './resources/chat/schemas.ts';
export type {
  Conversation,
  DeleteConversation,
  ListConversations,
  RenameConversation,
} from './resources/conversations/schemas.ts';
export type { UploadedFile, UploadFile } from './resources/files/schemas.ts';
export type {
  AgentThought,
  GetSuggestedQuestions,
  HistoryMessage,
  ListMessages,
  MessageFile,
  SendFeedback,
  SuggestedQuestions,
} from './resources/messages/schemas.ts';
export type { InputFile } from './schemas/input-file.ts';
export type { CursorPage } from './schemas/page.ts';
export type { Result } from './schemas/result.ts';
export type { RetrieverResource } from './schemas/retriever-resource.ts';
export type { Usage } from './schemas/usage.ts';
export { buildPath } from './transport/build-path.ts';
export { difyErrorFrom } from './transport/dify-error-from.ts';
export type { Logger, RequestOptions, StreamOptions } from './transport/options.ts';
export type { DifyStream } from './transport/stream.ts';

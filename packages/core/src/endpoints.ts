import type { Endpoint } from './endpoint.ts';
import * as app from './resources/app/endpoints.ts';
import * as chat from './resources/chat/endpoints.ts';
import * as conversations from './resources/conversations/endpoints.ts';
import * as files from './resources/files/endpoints.ts';
import * as messages from './resources/messages/endpoints.ts';

export { app, chat, conversations, files, messages };

/** The endpoints by the names of Dify's OpenAPI document. */
export const endpoints = {
  sendChatMessage: chat.send,
  stopChatMessageGeneration: chat.stop,
  getConversationsList: conversations.list,
  renameConversation: conversations.rename,
  deleteConversation: conversations.delete,
  getConversationHistory: messages.list,
  getSuggestedQuestions: messages.suggested,
  postChatMessageFeedback: messages.feedback,
  uploadChatFile: files.upload,
  getChatAppInfo: app.info,
  getChatAppParameters: app.parameters,
  getChatAppMeta: app.meta,
  getChatWebAppSettings: app.site,
} as const;

/** The name of an operation. */
export type OperationId = keyof typeof endpoints;

/** Any endpoint, whatever it takes and answers. */
export type AnyEndpoint = Endpoint<object, unknown>;

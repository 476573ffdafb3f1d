import type { OperationId } from '@dify-oapi/core/endpoints';

/** The operations that a page may have let through. A new endpoint stays shut until it is named here. */
export const operations = [
  'sendChatMessage',
  'stopChatMessageGeneration',
  'getConversationsList',
  'renameConversation',
  'deleteConversation',
  'getConversationHistory',
  'getSuggestedQuestions',
  'postChatMessageFeedback',
  'uploadChatFile',
  'getChatAppInfo',
  'getChatAppParameters',
  'getChatAppMeta',
  'getChatWebAppSettings',
] as const satisfies readonly OperationId[];

/** The name of an operation that a page may have let through. */
export type Operation = (typeof operations)[number];

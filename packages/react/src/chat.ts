export { Chat } from './components/chat/chat.ts';
export type { ChatFootProps } from './components/chat/chat-foot.tsx';
export type { ChatHeaderProps } from './components/chat/chat-header.tsx';
export type { ChatMainProps } from './components/chat/chat-main.tsx';
export type { ChatRootProps } from './components/chat/chat-root.tsx';
export { DifyChat, type DifyChatProps } from './components/chat/dify-chat.tsx';
export type { ComposerProps } from './components/composer/composer.tsx';
export { FormOutcome } from './components/human-input/form-outcome.tsx';
export { HumanInputForm, type HumanInputFormProps } from './components/human-input/human-input-form.tsx';
export { BranchPicker, type BranchPickerProps } from './components/message/branch-picker.tsx';
export type { MessageRowProps } from './components/message/message-row.tsx';
export type { SidebarProps } from './components/sidebar/sidebar.tsx';
export type { ChatViewportProps } from './components/viewport/chat-viewport.tsx';
export type { MessageListProps } from './components/viewport/message-list.tsx';
export type { AttachmentLimits, Refusal } from './hooks/attachment-limits.ts';
export type { Attachment } from './hooks/attachment-store.ts';
export { ChatProvider, type ChatProviderProps, useChat } from './hooks/chat-context.tsx';
export type { ConversationMark } from './hooks/conversation-marks.ts';
export { useAppConfig } from './hooks/use-app-config.ts';
export { type Attachments, useAttachments } from './hooks/use-attachments.ts';
export { useChatActions } from './hooks/use-chat-actions.ts';
export { useChatSelector } from './hooks/use-chat-selector.ts';
export {
  type ChatStream,
  type ChatStructure,
  type UseChatStreamOptions,
  useChatStream,
} from './hooks/use-chat-stream.ts';
export { useConversationMarks } from './hooks/use-conversation-marks.ts';
export { useConversations } from './hooks/use-conversations.ts';
export { useDraft } from './hooks/use-draft.ts';
export { useMessage } from './hooks/use-message.ts';
export type { OpenChat, OpenChatOptions } from './hooks/use-open-chat.ts';
export { describeError, type ErrorDescription } from './labels/describe-error.ts';
export { en } from './labels/en.ts';
export { ja } from './labels/ja.ts';
export type { Labels } from './labels/labels.ts';
export { zhHans } from './labels/zh-hans.ts';
export { DifyProvider, type DifyProviderProps } from './provider/dify-provider.tsx';
export { useDify } from './provider/use-dify.ts';
export { useLabels } from './provider/use-labels.ts';
export { type AppConfig, appConfigQuery } from './queries/app-config-query.ts';
export {
  type ConversationPages,
  type ConversationsOptions,
  conversationsQuery,
} from './queries/conversations-query.ts';

export type { AttachmentCardProps, AttachmentState } from './components/attachment/attachment-card.tsx';
export type { AnswerMarkdown } from './components/chat/answer-context.ts';
export { Chat } from './components/chat/chat.ts';
export type { ChatFootProps, DisclaimerProps } from './components/chat/chat-foot.tsx';
export type { DifyChatHandle } from './components/chat/chat-handle.ts';
export type { ChatHeaderProps } from './components/chat/chat-header.tsx';
export type { ChatLayoutProps } from './components/chat/chat-layout.tsx';
export type { ChatMainProps, ChatMainState } from './components/chat/chat-main.tsx';
export type { ChatRootProps, ChatRootState } from './components/chat/chat-root.tsx';
export type { ChatEvents, ChatSettings } from './components/chat/chat-settings.ts';
export type { ChatTitleProps } from './components/chat/chat-title.tsx';
export { DifyChat, type DifyChatProps } from './components/chat/dify-chat.tsx';
export { type FeatureName, type Features, useFeature } from './components/chat/features.ts';
export type { ChatLayoutName } from './components/chat/shell-context.ts';
export { type Shortcut, type ShortcutName, shortcuts } from './components/chat/shortcuts.ts';
export type { SlotProps } from './components/chat/slot-props.ts';
export { type Slots, useSlot } from './components/chat/slots.ts';
export type { IconPartProps } from './components/chat/use-icon-button.tsx';
export type { AttachButtonProps } from './components/composer/attach-button.tsx';
export type { CameraButtonProps } from './components/composer/camera-button.tsx';
export type { ComposerFormState, ComposerProps } from './components/composer/composer.tsx';
export type { ComposerAttachmentsProps } from './components/composer/composer-attachments.tsx';
export { type ComposerState, useComposer } from './components/composer/composer-context.ts';
export type { ComposerInputProps } from './components/composer/composer-input.tsx';
export type { ComposerToolsProps } from './components/composer/composer-tools.tsx';
export type { DropTargetProps } from './components/composer/drop-hint.tsx';
export type { LinkButtonProps } from './components/composer/link-button.tsx';
export type { SendButtonProps } from './components/composer/send-button.tsx';
export type { StopButtonProps } from './components/composer/stop-button.tsx';
export { FormOutcome, type FormOutcomeProps } from './components/human-input/form-outcome.tsx';
export {
  HumanInputForm,
  type HumanInputFormProps,
  type HumanInputState,
} from './components/human-input/human-input-form.tsx';
export type { InputField, InputIssue, InputKind, InputValue } from './components/inputs-form/input-field.ts';
export type { InputsFormProps } from './components/inputs-form/inputs-form.tsx';
export type { InputsPanelProps } from './components/inputs-form/inputs-panel.tsx';
export type { InputSchema, SchemaProblem } from './components/inputs-form/schema-check.ts';
export { type Bubble, useBubble } from './components/launcher/bubble-context.ts';
export type { ClosedBubbleOptions, InvitationOptions } from './components/launcher/bubble-layout.tsx';
export type { ChatBubbleProps, ChatBubbleState } from './components/launcher/chat-bubble.tsx';
export { DifyBubble, type DifyBubbleProps } from './components/launcher/dify-bubble.tsx';
export type { InvitationPlaceProps } from './components/launcher/invitation-place.tsx';
export type { LauncherProps, LauncherState } from './components/launcher/launcher.tsx';
export type { PanelProps, PanelState } from './components/launcher/panel.tsx';
export type { BubbleOptions } from './components/launcher/use-bubble-state.ts';
export type { AnswerActionsProps } from './components/message/answer-actions.tsx';
export type { AnswerErrorProps } from './components/message/answer-error.tsx';
export type { AnswerTextProps } from './components/message/answer-text.tsx';
export type { AssistantMessageViewProps, MessageState } from './components/message/assistant-message.tsx';
export { BranchPicker, type BranchPickerProps } from './components/message/branch-picker.tsx';
export type { MessageRowProps } from './components/message/message-row.tsx';
export type { UserMessageViewProps } from './components/message/user-message.tsx';
export type { ReasoningProps } from './components/reasoning/reasoning.tsx';
export type { SidebarProps } from './components/sidebar/sidebar.tsx';
export type { ResolveSource, SourceTarget } from './components/sources/resolve-source.ts';
export type { SourcesProps } from './components/sources/source-list.tsx';
export { Step, type StepPartState, type StepProps, type StepState } from './components/steps/step.tsx';
export { StepList, type StepListProps } from './components/steps/step-list.tsx';
export type { StepsProps } from './components/steps/steps.tsx';
export { useToast } from './components/toast/toast-context.ts';
export type { ToastLineProps } from './components/toast/toast-line.tsx';
export type { Toast } from './components/toast/toasts.ts';
export type { ToolProps } from './components/tools/tool-step.tsx';
export type { ComposerTrigger, FindItems, TriggerItem } from './components/triggers/composer-trigger.ts';
export type { FoundTrigger } from './components/triggers/find-trigger.ts';
export { type ComposerTriggers, useComposerTriggers } from './components/triggers/use-composer-triggers.ts';
export type { TriggerItems } from './components/triggers/use-trigger-items.ts';
export type { VariablesProps } from './components/variables/variables.tsx';
export type { ChatViewportProps } from './components/viewport/chat-viewport.tsx';
export type { JumpButtonProps, JumpButtonState } from './components/viewport/jump-button.tsx';
export type { MessageListProps, MessageListState } from './components/viewport/message-list.tsx';
export type { TurnAnchor } from './components/viewport/thread.ts';
export type { RenderRow } from './components/viewport/thread-row.tsx';
export type { DictateButtonProps } from './components/voice/dictate-button.tsx';
export type { ReadAloudButtonProps, ReadAloudState } from './components/voice/read-aloud-button.tsx';
export type { AppMarkProps, AppMarkState } from './components/welcome/app-mark.tsx';
export type { WelcomeProps, WelcomeState } from './components/welcome/welcome.tsx';
export type { AttachmentLimits, Refusal } from './hooks/attachment-limits.ts';
export type { Attachment } from './hooks/attachment-store.ts';
export { ChatProvider, type ChatProviderProps, useChat } from './hooks/chat-context.tsx';
export type { ConversationMark } from './hooks/conversation-marks.ts';
export { type ConversationVariablesOptions, useConversationVariables } from './hooks/knowledge/use-app-data.ts';
export type { PinnedConversation } from './hooks/pinned-conversations.ts';
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
export { type Dictation, useDictation } from './hooks/use-dictation.ts';
export { useDraft } from './hooks/use-draft.ts';
export { type InputsForm, useInputsForm } from './hooks/use-inputs-form.ts';
export { useMessage } from './hooks/use-message.ts';
export { type MessageLink, useMessageLink } from './hooks/use-message-link.ts';
export type { OpenChat, OpenChatOptions } from './hooks/use-open-chat.ts';
export {
  type PinnedConversationsResult,
  usePinnedConversations,
} from './hooks/use-pinned-conversations.ts';
export { type ReadAloud, useReadAloud } from './hooks/use-read-aloud.ts';
export { useSmoothText } from './hooks/use-smooth-text.ts';
export {
  type ConversationVariableChange,
  useUpdateConversationVariable,
} from './hooks/use-update-conversation-variable.ts';
export type { DictationFailure, DictationState } from './hooks/voice/dictation.ts';
export type { SpeechStatus } from './hooks/voice/speaker.ts';
export { describeError, type ErrorDescription } from './labels/describe-error.ts';
export { en } from './labels/en.ts';
export { ja } from './labels/ja.ts';
export type { Labels } from './labels/labels.ts';
export { zhHans } from './labels/zh-hans.ts';
export type { PartProps, PartState } from './primitives/part.ts';
export { DifyProvider, type DifyProviderProps } from './provider/dify-provider.tsx';
export { useDify } from './provider/use-dify.ts';
export { useLabels } from './provider/use-labels.ts';
export { type AppConfig, appConfigQuery } from './queries/app-config-query.ts';
export {
  type ConversationPages,
  type ConversationsOptions,
  conversationsQuery,
} from './queries/conversations-query.ts';

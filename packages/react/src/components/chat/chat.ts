import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { AttachButton } from '../composer/attach-button.tsx';
import { CameraButton } from '../composer/camera-button.tsx';
import { Composer } from '../composer/composer.tsx';
import { ComposerAttachments } from '../composer/composer-attachments.tsx';
import { ComposerInput } from '../composer/composer-input.tsx';
import { ComposerTools } from '../composer/composer-tools.tsx';
import { DropTarget } from '../composer/drop-target.tsx';
import { AddLink } from '../composer/link-place.tsx';
import { SendButton } from '../composer/send-button.tsx';
import { StopButton } from '../composer/stop-button.tsx';
import { InputsFormPlace } from '../inputs-form/inputs-form-place.tsx';
import { Inputs } from '../inputs-form/inputs-panel-place.tsx';
import { ChatBubble } from '../launcher/chat-bubble.tsx';
import { Invitation } from '../launcher/invitation-place.tsx';
import { Launcher } from '../launcher/launcher.tsx';
import { Panel } from '../launcher/panel.tsx';
import { AnswerFiles } from '../media/answer-files.tsx';
import { AnswerActions } from '../message/answer-actions.tsx';
import { AnswerError } from '../message/answer-error.tsx';
import { AnswerForm } from '../message/answer-form.tsx';
import { AnswerText } from '../message/answer-text.tsx';
import { AssistantMessageView } from '../message/assistant-message.tsx';
import { FollowUps } from '../message/follow-ups.tsx';
import { MessageRow } from '../message/message-row.tsx';
import { UserMessageView } from '../message/user-message.tsx';
import { QueueList } from '../queue/queue-list.tsx';
import { Reasoning } from '../reasoning/reasoning.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { SourceList } from '../sources/source-list.tsx';
import { Steps } from '../steps/steps.tsx';
import { Tool } from '../tools/tool-step.tsx';
import { Variables } from '../variables/variables-place.tsx';
import { ChatViewport } from '../viewport/chat-viewport.tsx';
import { JumpButton } from '../viewport/jump-button.tsx';
import { MessageList } from '../viewport/message-list.tsx';
import { DictateButton } from '../voice/dictate-button.tsx';
import { DictationPlace } from '../voice/dictation-place.tsx';
import { ReadAloud } from '../voice/read-aloud-place.tsx';
import { AppMark } from '../welcome/app-mark.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { ChatFoot, Disclaimer } from './chat-foot.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ChatMain } from './chat-main.tsx';
import { ChatMenu } from './chat-menu.tsx';
import { ChatRoot } from './chat-root.tsx';
import { ChatTitle } from './chat-title.tsx';
import { Close, HistoryTrigger, NewConversation, SearchTrigger } from './header-buttons.tsx';

/** The parts of `DifyChat`, to be put together in another way. */
export const Chat = {
  Bubble: ChatBubble,
  Invitation,
  Launcher,
  Panel,
  Root: ChatRoot,
  History: Sidebar,
  Sidebar,
  Main: ChatMain,
  Variables,
  Header: ChatHeader,
  Mark: AppMark,
  Title: ChatTitle,
  HistoryTrigger,
  SearchTrigger,
  NewConversation,
  Menu: ChatMenu,
  Close,
  Viewport: ChatViewport,
  Welcome,
  InputsForm: InputsFormPlace,
  Inputs,
  Messages: MessageList,
  Message: MessageRow,
  Question: UserMessageView,
  Answer: AssistantMessageView,
  Steps,
  Reasoning,
  Tool,
  Text: AnswerText,
  Files: AnswerFiles,
  Attachment: AttachmentCard,
  HumanInput: AnswerForm,
  Sources: SourceList,
  Actions: AnswerActions,
  ReadAloud,
  Error: AnswerError,
  Suggestions: FollowUps,
  Foot: ChatFoot,
  Jump: JumpButton,
  Queue: QueueList,
  Composer,
  Input: ComposerInput,
  Attachments: ComposerAttachments,
  Tools: ComposerTools,
  Attach: AttachButton,
  Camera: CameraButton,
  AddLink,
  Dictate: DictateButton,
  Dictation: DictationPlace,
  Send: SendButton,
  Stop: StopButton,
  DropTarget,
  Disclaimer,
} as const;

import type {
  AssistantMessage,
  DifyError,
  PendingForm,
  ReasoningPart,
  TextPart,
  ToolPart,
  UserMessage,
} from '@dify-oapi/core';
import type { ReactNode } from 'react';
import type { AttachmentCardProps } from '../attachment/attachment-card.tsx';
import type { ComposerProps } from '../composer/composer.tsx';
import type { LauncherProps } from '../launcher/launcher.tsx';
import type { PromptListProps } from '../prompt-list/prompt-list.tsx';
import type { WelcomeProps } from '../welcome/welcome.tsx';
import type { ChatHeaderProps } from './chat-header.tsx';

/** What each slot of a chat is rendered with. */
export interface SlotProps {
  /** The line above the thread. */
  Header: ChatHeaderProps;
  /** What a new conversation begins with. */
  Welcome: WelcomeProps;
  /** The form for the app's variables, before the first message. */
  InputsForm: { readonly disabled?: boolean };
  /** A question with its files. */
  UserMessage: { readonly message: UserMessage };
  /** An answer with all that belongs to it. */
  AssistantMessage: { readonly message: AssistantMessage; readonly isLast: boolean };
  /** A text of an answer. */
  Text: { readonly part: TextPart; readonly message: AssistantMessage };
  /** What a model thought before it spoke. */
  Reasoning: { readonly part: ReasoningPart; readonly message: AssistantMessage };
  /** One use of a tool. */
  Tool: { readonly part: ToolPart; readonly message: AssistantMessage };
  /** A form that an answer waits for. */
  HumanInput: { readonly form: PendingForm };
  /** How an answer came about. */
  Steps: { readonly message: AssistantMessage };
  /** The passages that an answer rests on. */
  Sources: { readonly message: AssistantMessage };
  /** What can be done with an answer. */
  Actions: { readonly message: AssistantMessage; readonly isLast: boolean };
  /** Where one writes. */
  Composer: ComposerProps;
  /** A file, in the composer and in a question. */
  Attachment: AttachmentCardProps;
  /** Starter questions and follow-up questions. */
  Suggestions: PromptListProps;
  /** What went wrong, where it happened, and the way on. */
  Error: {
    readonly error: DifyError;
    readonly title: string;
    readonly detail?: string | undefined;
    /** A button that tries again, where that makes sense. */
    readonly action?: ReactNode;
  };
  /** A list of conversations with nothing in it. */
  Empty: Readonly<Record<never, never>>;
  /** The button that opens and closes a bubble. */
  Launcher: LauncherProps;
}

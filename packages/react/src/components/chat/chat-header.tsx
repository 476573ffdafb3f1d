import { PanelLeft, SquarePen } from 'lucide-react';
import { type ReactNode, use } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useConversations } from '../../hooks/use-conversations.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { AnswerContext } from './answer-context.ts';
import { ShellContext } from './shell-context.ts';
import { SidebarContext } from './sidebar-context.ts';

/** Props of `Chat.Header`. */
export interface ChatHeaderProps {
  /** Controls of one's own at the end. */
  children?: ReactNode;
}

/** The line above the thread: its name, and the ways to other conversations. */
export function ChatHeader({ children }: ChatHeaderProps) {
  const labels = useLabels();
  const { layout, openConversation } = use(ShellContext);
  const sidebar = use(SidebarContext);
  const { appName } = use(AnswerContext);
  const isEmpty = useChatSelector(({ messageIds, conversationId }) => messageIds.length === 0 && !conversationId);
  return (
    <header data-dify="chat-header">
      {layout === 'page' && (
        <span data-dify="show-sidebar">
          <IconButton label={labels.showConversations} icon={PanelLeft} flip onClick={sidebar.show} />
        </span>
      )}
      {layout === 'page' ? <ConversationTitle /> : <h2 data-dify="truncate">{appName ?? labels.assistant}</h2>}
      <span data-dify="spacer" />
      {children}
      {!isEmpty && (
        <span data-dify="new-conversation">
          <IconButton label={labels.newConversation} icon={SquarePen} onClick={() => openConversation(null)} />
        </span>
      )}
    </header>
  );
}

function ConversationTitle() {
  const labels = useLabels();
  const id = useChatSelector(({ conversationId }) => conversationId);
  const { conversations } = useConversations();
  const name = conversations.find((conversation) => conversation.id === id)?.name || labels.newConversation;
  return (
    <h2 data-dify="truncate" title={name} dir="auto">
      {name}
    </h2>
  );
}

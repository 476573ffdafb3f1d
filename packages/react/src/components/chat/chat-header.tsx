import { use } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { BubbleContext } from '../launcher/bubble-context.ts';
import { AppMark } from '../welcome/app-mark.tsx';
import { ChatMenu } from './chat-menu.tsx';
import { ChatTitle } from './chat-title.tsx';
import { useFeature } from './features.ts';
import { Close, HistoryTrigger, NewConversation, SearchTrigger } from './header-buttons.tsx';
import { ShellContext } from './shell-context.ts';

/** Props of `Chat.Header`: those of a `<header>`. Its children are controls of one's own before the kit's. */
export type ChatHeaderProps = PartProps<'header'>;

/** The line above the thread: its name, and the ways to other conversations. Renders a `<header>`. */
export function ChatHeader({ children, ...props }: ChatHeaderProps) {
  const { layout } = use(ShellContext);
  const bubble = use(BubbleContext);
  const isEmpty = useChatSelector(({ messageIds, conversationId }) => messageIds.length === 0 && !conversationId);
  const hasHistory = useFeature('history');
  const hasSearch = useFeature('search');
  const isPage = layout === 'page';
  return usePart('header', 'chat-header', props, {
    own: {
      children: (
        <>
          {isPage && hasHistory && <HistoryTrigger />}
          {!isPage && <AppMark size="sm" />}
          <ChatTitle />
          <span data-dify="spacer" />
          {children}
          {isPage && hasSearch && !isEmpty && <SearchTrigger />}
          {!isPage && hasHistory && <HistoryTrigger />}
          {!isEmpty && <NewConversation />}
          <ChatMenu />
          {bubble !== null && <Close />}
        </>
      ),
    },
  });
}

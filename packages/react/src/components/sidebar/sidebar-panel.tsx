import { PanelLeft, Plus, Search } from 'lucide-react';
import { type ReactNode, use, useState } from 'react';
import { useConversations } from '../../hooks/use-conversations.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { AnswerContext } from '../chat/answer-context.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { SidebarContext } from '../chat/sidebar-context.ts';
import { Icon } from '../icon/icon.tsx';
import { AppMark } from '../welcome/app-mark.tsx';
import { ConversationList } from './conversation-list.tsx';

/** What the sidebar and the drawer show: the app, a new conversation, search, the list. */
export function SidebarPanel({ footer }: { footer: ReactNode }) {
  const labels = useLabels();
  const { openConversation } = use(ShellContext);
  const { hide, setDrawerOpen } = use(SidebarContext);
  const { appName } = use(AnswerContext);
  const list = useConversations();
  const [query, setQuery] = useState('');
  return (
    <>
      <header>
        <AppMark size="sm" />
        <strong data-dify="truncate" title={appName} dir="auto">
          {appName}
        </strong>
        <span data-dify="spacer" />
        <IconButton label={labels.hideConversations} icon={PanelLeft} flip onClick={hide} />
      </header>
      <div data-dify="sidebar-tools">
        <Button
          wide
          icon={Plus}
          onClick={() => {
            openConversation(null);
            setDrawerOpen(false);
          }}
        >
          {labels.newConversation}
        </Button>
        <div data-dify="search" data-quiet="">
          <Icon as={Search} />
          <input
            data-dify="input"
            type="search"
            aria-label={labels.searchConversations}
            placeholder={labels.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
      </div>
      <ConversationList list={list} query={query} />
      {footer && <footer>{footer}</footer>}
    </>
  );
}

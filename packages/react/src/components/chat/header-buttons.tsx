import { ChevronDown, History, PanelLeft, Plus, Search, X } from 'lucide-react';
import { use } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { useBubble } from '../launcher/bubble-context.ts';
import { useIsPhone } from '../launcher/use-is-phone.ts';
import { ThreadContext } from '../viewport/thread-context.ts';
import { focusComposer } from './focus-composer.ts';
import { ShellContext } from './shell-context.ts';
import { SidebarContext } from './sidebar-context.ts';
import { type IconPartProps, useIconButton } from './use-icon-button.tsx';

/** Shows the list of conversations: beside the thread where there is room, else over it. Renders a `<button>`. */
export function HistoryTrigger(props: IconPartProps) {
  const labels = useLabels();
  const { layout } = use(ShellContext);
  const { show } = use(SidebarContext);
  const isPage = layout === 'page';
  return useIconButton(props, {
    name: 'history-trigger',
    label: isPage ? labels.showConversations : labels.earlierConversations,
    icon: isPage ? PanelLeft : History,
    flip: isPage,
    onClick: show,
  });
}

/** Begins a new conversation. Renders a `<button>`. */
export function NewConversation(props: IconPartProps) {
  const labels = useLabels();
  const { root, openConversation } = use(ShellContext);
  return useIconButton(props, {
    name: 'new-conversation',
    label: labels.newConversation,
    icon: Plus,
    onClick() {
      openConversation(null);
      focusComposer(root.current);
    },
  });
}

/** Opens the search in the conversation. Renders a `<button>`. */
export function SearchTrigger(props: IconPartProps) {
  const labels = useLabels();
  const thread = use(ThreadContext);
  return useIconButton(props, {
    name: 'search-trigger',
    label: labels.searchMessages,
    icon: Search,
    onClick: () => thread.setSearching(true),
  });
}

/** Closes a bubble or a side column. Renders a `<button>`. */
export function Close(props: IconPartProps) {
  const labels = useLabels();
  const { setOpen, kind } = useBubble();
  const isPhone = useIsPhone();
  return useIconButton(props, {
    name: 'close',
    label: labels.closeChat,
    icon: isPhone && kind === 'bubble' ? ChevronDown : X,
    onClick: () => setOpen(false),
  });
}

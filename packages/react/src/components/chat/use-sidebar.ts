import { type RefObject, useState } from 'react';
import type { ChatLayoutName } from './shell-context.ts';
import type { SidebarState } from './sidebar-context.ts';

/** Pixels below which the list of conversations is a drawer. The style sheet has the same number. */
const drawerBelowPx = 700;

/** Where the list of conversations is. Only a page has room for it beside the thread; elsewhere it is a drawer. */
export function useSidebar(layout: ChatLayoutName, root: RefObject<HTMLElement | null>): SidebarState {
  const [isPutAway, setPutAway] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  return {
    isHidden: layout !== 'page' || isPutAway,
    isDrawerOpen,
    show() {
      if (layout !== 'page' || (root.current?.clientWidth ?? drawerBelowPx) < drawerBelowPx) setDrawerOpen(true);
      else setPutAway(false);
    },
    hide() {
      if (isDrawerOpen) setDrawerOpen(false);
      else setPutAway(true);
    },
    setDrawerOpen,
  };
}

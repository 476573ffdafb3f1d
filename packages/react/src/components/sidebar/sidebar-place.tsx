import { use, useEffect } from 'react';
import { lazyPart, useLazyPart } from '../../primitives/lazy-part.ts';
import { whenIdle } from '../../primitives/when-idle.ts';
import { SidebarContext } from '../chat/sidebar-context.ts';

const sidebar = lazyPart(async () => (await import('./sidebar.tsx')).Sidebar);

/** The conversations of a whole chat. Their code comes while they are read from the server; beside a chat, when it is quiet. */
export function SidebarPlace() {
  const { isHidden, isDrawerOpen } = use(SidebarContext);
  useEffect(() => whenIdle(() => void sidebar.load().catch(() => {})), []);
  return isHidden && !isDrawerOpen ? null : <Shown isBeside={!isHidden} />;
}

function Shown({ isBeside }: { isBeside: boolean }) {
  const Sidebar = useLazyPart(sidebar);
  if (Sidebar !== undefined) return <Sidebar />;
  return isBeside && <aside data-dify="sidebar" aria-hidden="true" />;
}

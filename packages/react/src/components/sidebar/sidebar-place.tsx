import { use, useEffect } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { whenIdle } from '../../primitives/when-idle.ts';
import { useFeature } from '../chat/features.ts';
import { SidebarContext } from '../chat/sidebar-context.ts';

const Sidebar = lazyPart(async () => (await import('./sidebar.tsx')).Sidebar, Room);

/** The conversations of a whole chat. Their code comes while they are read from the server; beside a chat, when it is quiet. */
export function SidebarPlace() {
  const { isHidden, isDrawerOpen } = use(SidebarContext);
  const isOffered = useFeature('history');
  useEffect(() => whenIdle(() => void Sidebar.preload()), []);
  return !isOffered || (isHidden && !isDrawerOpen) ? null : <Sidebar />;
}

function Room() {
  const { isHidden } = use(SidebarContext);
  return !isHidden && <aside data-dify="sidebar" aria-hidden="true" />;
}

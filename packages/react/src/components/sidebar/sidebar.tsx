import { type ReactNode, use, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { SidebarContext } from '../chat/sidebar-context.ts';
import { SidebarPanel } from './sidebar-panel.tsx';

const Drawer = lazyPart(async () => (await import('./drawer.tsx')).Drawer);

/** Props of `Chat.History`: those of an `<aside>`. */
export interface SidebarProps extends Omit<PartProps<'aside'>, 'children'> {
  /** A line of one's own at the bottom, e.g. who is signed in. */
  footer?: ReactNode;
}

/** The conversations, beside the thread; where there is no room, a drawer over it. Renders an `<aside>`. */
export function Sidebar({ footer, ...props }: SidebarProps) {
  const labels = useLabels();
  const { isHidden, isDrawerOpen, setDrawerOpen } = use(SidebarContext);
  const [isDrawerWanted, setDrawerWanted] = useState(isDrawerOpen);
  if (isDrawerOpen && !isDrawerWanted) setDrawerWanted(true);
  const aside = usePart('aside', 'sidebar', props, {
    own: { 'aria-label': labels.conversations, children: <SidebarPanel footer={footer} /> },
  });
  return (
    <>
      {!isHidden && aside}
      {isDrawerWanted && (
        <Drawer isOpen={isDrawerOpen} onOpenChange={setDrawerOpen}>
          <SidebarPanel footer={footer} />
        </Drawer>
      )}
    </>
  );
}

import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, use } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { SidebarContext } from '../chat/sidebar-context.ts';
import { SidebarPanel } from './sidebar-panel.tsx';

/** Props of `Chat.Sidebar`. */
export interface SidebarProps {
  /** A line of one's own at the bottom, e.g. who is signed in. */
  footer?: ReactNode;
}

/** The conversations, beside the thread; where there is no room, a drawer over it. */
export function Sidebar({ footer }: SidebarProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  const { isHidden, isDrawerOpen, setDrawerOpen } = use(SidebarContext);
  return (
    <>
      {!isHidden && (
        <aside data-dify="sidebar" aria-label={labels.conversations}>
          <SidebarPanel footer={footer} />
        </aside>
      )}
      <Dialog.Root open={isDrawerOpen} onOpenChange={setDrawerOpen} modal="trap-focus">
        <Dialog.Portal container={container}>
          <Dialog.Backdrop data-dify="drawer-scrim" />
          <Dialog.Popup data-dify="sidebar" data-drawer="" aria-label={labels.conversations}>
            <SidebarPanel footer={footer} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

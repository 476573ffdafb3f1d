import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, use } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { ToastPlace } from '../toast/toast-place.tsx';

/** Props of `Drawer`. */
export interface DrawerProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  children: ReactNode;
}

/** The conversations over the thread, where there is no room beside it. */
export function Drawer({ isOpen, onOpenChange, children }: DrawerProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange} modal="trap-focus">
      <Dialog.Portal container={container}>
        <Dialog.Backdrop data-dify="drawer-scrim" />
        <Dialog.Popup data-dify="sidebar" data-drawer="" aria-label={labels.conversations}>
          {children}
          {isOpen && <ToastPlace />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { use } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';

/** Props of `DeleteDialog`. */
export interface DeleteDialogProps {
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onDelete: () => void;
}

/** Asks before a conversation is deleted: what goes, that it is for good, and the safe way first. */
export function DeleteDialog({ name, isOpen, onOpenChange, onDelete }: DeleteDialogProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialog.Portal container={container}>
        <AlertDialog.Backdrop data-dify="scrim" />
        <AlertDialog.Popup data-dify="dialog">
          <AlertDialog.Title>{labels.deleteConversationTitle(name)}</AlertDialog.Title>
          <AlertDialog.Description>{labels.deleteConversationDetail}</AlertDialog.Description>
          <footer>
            <AlertDialog.Close render={<Button>{labels.keepConversation}</Button>} />
            <AlertDialog.Close
              render={<Button variant="danger">{labels.deleteConversation}</Button>}
              onClick={onDelete}
            />
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ConversationMark } from '../../hooks/conversation-marks.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { ConversationMenu } from './conversation-menu.tsx';
import { RenameField } from './rename-field.tsx';

const DeleteDialog = lazyPart(async () => (await import('./delete-dialog.tsx')).DeleteDialog);

/** Props of `ConversationRow`. */
export interface ConversationRowProps {
  name: string;
  isCurrent: boolean;
  mark: ConversationMark | undefined;
  onOpen: () => void;
  onRename: (name: string) => void;
  onDelete: () => void;
}

/** One conversation: opens it, says whether it is being answered, and has a menu. Renders an `<li>`. */
export function ConversationRow({ name, isCurrent, mark, onOpen, onRename, onDelete }: ConversationRowProps) {
  const labels = useLabels();
  const [isRenaming, setRenaming] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const [isDialogWanted, setDialogWanted] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const askToDelete = () => {
    setDialogWanted(true);
    setDeleting(true);
  };
  return (
    <li data-dify="conversation" data-current={isCurrent ? '' : undefined} data-mark={mark}>
      {isRenaming ? (
        <RenameField
          name={name}
          onDone={(next, byKey) => {
            flushSync(() => setRenaming(false));
            if (byKey) opener.current?.focus();
            if (next !== undefined) onRename(next);
          }}
        />
      ) : (
        <button
          ref={opener}
          type="button"
          data-dify="conversation-open"
          aria-current={isCurrent ? 'page' : undefined}
          title={name}
          dir="auto"
          onClick={onOpen}
        >
          {name}
        </button>
      )}
      {mark === 'answering' && <span data-dify="bead" role="img" aria-label={labels.answering} />}
      {mark === 'unread' && <span data-dify="unread" role="img" aria-label={labels.newAnswer} />}
      {!isRenaming && <ConversationMenu name={name} onRename={() => setRenaming(true)} onDelete={askToDelete} />}
      {isDialogWanted && (
        <DeleteDialog name={name} isOpen={isDeleting} onOpenChange={setDeleting} onDelete={onDelete} />
      )}
    </li>
  );
}

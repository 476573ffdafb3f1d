import { Ellipsis } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';

const loadMenu = () => import('./conversation-menu-popup.tsx');
const ConversationMenuPopup = lazy(() => loadMenu().then((made) => ({ default: made.ConversationMenuPopup })));

/** Props of `ConversationMenu`. */
export interface ConversationMenuProps {
  name: string;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a conversation, behind one button. The menu comes with the first press. */
export function ConversationMenu({ name, onRename, onDelete }: ConversationMenuProps) {
  const labels = useLabels();
  const button = useRef<HTMLButtonElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const open = (byKey: boolean) => {
    setWanted(true);
    setByKey(byKey);
    setOpen(true);
  };
  return (
    <>
      <IconButton
        ref={button}
        label={labels.moreFor(name)}
        icon={Ellipsis}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={() => void loadMenu()}
        onFocus={() => void loadMenu()}
        // A press of a key is a click without a count.
        onClick={({ detail }) => (isOpen ? setOpen(false) : open(detail === 0))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          open(true);
        }}
      />
      {isWanted && (
        <Suspense fallback={null}>
          <ConversationMenuPopup
            anchor={button}
            isOpen={isOpen}
            isByKey={isByKey}
            onOpenChange={setOpen}
            onRename={onRename}
            onDelete={onDelete}
          />
        </Suspense>
      )}
    </>
  );
}

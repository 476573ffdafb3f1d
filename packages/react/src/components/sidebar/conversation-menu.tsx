import { Ellipsis } from 'lucide-react';
import { useRef, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';

/** Loaded before it is wanted, the menu opens at once, and no key is lost on the way. */
export const Menu = lazyPart(async () => (await import('./conversation-menu-popup.tsx')).ConversationMenuPopup);

/** Props of `ConversationMenu`. */
export interface ConversationMenuProps {
  name: string;
  isPinned: boolean;
  onPin: () => void;
  onRename: () => void;
  onNameAutomatically: () => void;
  onDelete: () => void;
}

/** What can be done with a conversation, behind one button. The menu comes with the first press, if not before. */
export function ConversationMenu({ name, ...acts }: ConversationMenuProps) {
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
        onPointerEnter={() => void Menu.preload()}
        onFocus={() => void Menu.preload()}
        // A press of a key is a click without a count.
        onClick={({ detail }) => (isOpen ? setOpen(false) : open(detail === 0))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          open(true);
        }}
      />
      {isWanted && <Menu anchor={button} isOpen={isOpen} isByKey={isByKey} onOpenChange={setOpen} {...acts} />}
    </>
  );
}

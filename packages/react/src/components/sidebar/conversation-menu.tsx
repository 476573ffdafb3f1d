import { Ellipsis } from 'lucide-react';
import { type ComponentType, lazy, Suspense, useRef, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import type { ConversationMenuPopupProps } from './conversation-menu-popup.tsx';

type Popup = ComponentType<ConversationMenuPopupProps>;

/** The menu once it has been loaded: then it opens at once, and no key is lost on the way. */
let loaded: Popup | undefined;

/** Loads the menu before it is wanted. */
export async function loadConversationMenu(): Promise<{ default: Popup }> {
  const { ConversationMenuPopup } = await import('./conversation-menu-popup.tsx');
  loaded = ConversationMenuPopup;
  return { default: ConversationMenuPopup };
}

const LoadingMenu = lazy(loadConversationMenu);

/** Props of `ConversationMenu`. */
export interface ConversationMenuProps {
  name: string;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a conversation, behind one button. The menu comes with the first press, if not before. */
export function ConversationMenu({ name, onRename, onDelete }: ConversationMenuProps) {
  const labels = useLabels();
  const button = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState<{ Popup: Popup }>();
  const [isOpen, setOpen] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const open = (byKey: boolean) => {
    if (menu === undefined) setMenu({ Popup: loaded ?? LoadingMenu });
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
        onPointerEnter={() => void loadConversationMenu()}
        onFocus={() => void loadConversationMenu()}
        // A press of a key is a click without a count.
        onClick={({ detail }) => (isOpen ? setOpen(false) : open(detail === 0))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          open(true);
        }}
      />
      {menu !== undefined && (
        <Suspense fallback={null}>
          <menu.Popup
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

import { Ellipsis } from 'lucide-react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { useMenuButton } from '../menu/use-menu-button.ts';
import type { ConversationActs } from './conversation-menu-popup.tsx';

/** Loaded before it is wanted, the menu opens at once, and no key is lost on the way. */
export const Menu = lazyPart(async () => (await import('./conversation-menu-popup.tsx')).ConversationMenuPopup);

/** Props of `ConversationMenu`. */
export interface ConversationMenuProps extends ConversationActs {
  name: string;
}

/** What can be done with a conversation, behind one button. */
export function ConversationMenu(props: ConversationMenuProps) {
  const labels = useLabels();
  const { isWanted, place, props: button } = useMenuButton(Menu.preload);
  return (
    <>
      <IconButton ref={place.anchor} label={labels.moreFor(props.name)} icon={Ellipsis} {...button} />
      {isWanted && <Menu {...place} {...props} />}
    </>
  );
}

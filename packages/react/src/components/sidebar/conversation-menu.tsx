import { Menu } from '@base-ui/react/menu';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { use, useRef } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';

/** Props of `ConversationMenu`. */
export interface ConversationMenuProps {
  name: string;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a conversation. */
export function ConversationMenu({ name, onRename, onDelete }: ConversationMenuProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  /** What was chosen waits until the menu has closed and given the focus back, or the two would fight over it. */
  const chosen = useRef<(() => void) | undefined>(undefined);
  /** What was chosen brings a field or dialog that takes the focus; without a choice it goes back to the button. */
  const returnsFocus = useRef(true);
  return (
    <Menu.Root
      modal={false}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) {
          returnsFocus.current = true;
          return;
        }
        const act = chosen.current;
        chosen.current = undefined;
        act?.();
      }}
    >
      <Menu.Trigger render={<IconButton label={labels.moreFor(name)} icon={Ellipsis} />} />
      <Menu.Portal container={container}>
        <Menu.Positioner data-dify="positioner" align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup data-dify="menu" finalFocus={() => returnsFocus.current}>
            <Menu.Item
              data-dify="menu-item"
              onClick={() => {
                chosen.current = onRename;
                returnsFocus.current = false;
              }}
            >
              <Icon as={Pencil} />
              {labels.rename}
            </Menu.Item>
            <Menu.Item
              data-dify="menu-item"
              data-tone="danger"
              onClick={() => {
                chosen.current = onDelete;
                returnsFocus.current = false;
              }}
            >
              <Icon as={Trash2} />
              {labels.delete}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

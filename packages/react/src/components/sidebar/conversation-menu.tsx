import { Menu } from '@base-ui/react/menu';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { use } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';

/** Props of `ConversationMenu`. */
export interface ConversationMenuProps {
  name: string;
  onRename: () => void;
  onDelete: () => void;
  /** Where the focus goes when the menu closes; `true` is back to its button. */
  focusAfter: () => HTMLElement | true;
}

/** What can be done with a conversation. */
export function ConversationMenu({ name, onRename, onDelete, focusAfter }: ConversationMenuProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={<IconButton label={labels.moreFor(name)} icon={Ellipsis} />} />
      <Menu.Portal container={container}>
        <Menu.Positioner data-dify="positioner" align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup data-dify="menu" finalFocus={focusAfter}>
            <Menu.Item data-dify="menu-item" onClick={onRename}>
              <Icon as={Pencil} />
              {labels.rename}
            </Menu.Item>
            <Menu.Item data-dify="menu-item" data-tone="danger" onClick={onDelete}>
              <Icon as={Trash2} />
              {labels.delete}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

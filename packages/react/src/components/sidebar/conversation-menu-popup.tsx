import { Menu } from '@base-ui/react/menu';
import { type LucideIcon, Pencil, Pin, PinOff, Sparkles, Trash2 } from 'lucide-react';
import { type RefObject, use, useRef } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { takeFocus } from '../../primitives/take-focus.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';

/** Props of `ConversationMenuPopup`. */
export interface ConversationMenuPopupProps {
  anchor: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  /** Whether it was opened by a key: its first item has the focus then. */
  isByKey: boolean;
  onOpenChange(isOpen: boolean): void;
  isPinned: boolean;
  onPin: () => void;
  onRename: () => void;
  onNameAutomatically: () => void;
  onDelete: () => void;
}

/** The menu of a conversation. */
export function ConversationMenuPopup(props: ConversationMenuPopupProps) {
  const { anchor, isByKey, isOpen, isPinned, onOpenChange } = props;
  const labels = useLabels();
  const container = use(PortalContext);
  /** What was chosen waits until the menu has closed and given the focus back, or the two would fight over it. */
  const chosen = useRef<(() => void) | undefined>(undefined);
  /** What was chosen brings a field or dialog that takes the focus; without a choice it goes back to the button. */
  const returnsFocus = useRef(true);
  const choose = (act: () => void) => {
    chosen.current = act;
    returnsFocus.current = false;
  };
  return (
    <Menu.Root
      modal={false}
      open={isOpen}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(hasOpened) => {
        if (hasOpened) {
          returnsFocus.current = true;
          return;
        }
        const act = chosen.current;
        chosen.current = undefined;
        act?.();
      }}
    >
      <Menu.Portal container={container}>
        <Menu.Positioner data-dify="positioner" anchor={anchor} align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup data-dify="menu" finalFocus={() => (returnsFocus.current ? anchor.current : false)}>
            <Item icon={Pencil} label={labels.rename} hasFocus={isByKey} onClick={() => choose(props.onRename)} />
            <Item icon={Sparkles} label={labels.nameAutomatically} onClick={props.onNameAutomatically} />
            <Item
              icon={isPinned ? PinOff : Pin}
              label={isPinned ? labels.unpin : labels.pin}
              onClick={() => choose(props.onPin)}
            />
            <Item icon={Trash2} label={labels.delete} tone="danger" onClick={() => choose(props.onDelete)} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface ItemProps {
  icon: LucideIcon;
  label: string;
  tone?: 'danger';
  hasFocus?: boolean;
  onClick: () => void;
}

function Item({ icon, label, tone, hasFocus = false, onClick }: ItemProps) {
  return (
    <Menu.Item ref={hasFocus ? takeFocus : undefined} data-dify="menu-item" data-tone={tone} onClick={onClick}>
      <Icon as={icon} />
      {label}
    </Menu.Item>
  );
}

import { Menu } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import { Fragment, type RefObject, use, useRef } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { takeFocus } from '../../primitives/take-focus.ts';
import { Icon } from '../icon/icon.tsx';

/** Where a menu stands and how it was opened: what `useMenuButton` gives. */
export interface MenuPlace {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly isOpen: boolean;
  /** Whether it was opened by a key: its first item has the focus then. */
  readonly isByKey: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** One thing that can be done. */
export interface MenuItem {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly tone?: 'danger';
  /** Whether what it does brings the focus elsewhere; else it goes back to the button. */
  readonly takesFocus?: boolean;
  /** Whether it can be done in the press itself only, as browsers ask of what is copied. */
  readonly needsPress?: boolean;
  /** Called when the menu has closed, or the two would fight over the focus. */
  onSelect(): void;
}

/** Props of `MenuPopup`. */
export interface MenuPopupProps extends MenuPlace {
  label: string;
  /** In groups, with a line between them. Empty groups are left out. */
  groups: readonly (readonly MenuItem[])[];
  /** Which edge of the button it stands at. @default 'end' */
  align?: 'start' | 'end';
}

/** What can be done, behind a button. */
export function MenuPopup({ anchor, isByKey, isOpen, onOpenChange, label, groups, align = 'end' }: MenuPopupProps) {
  const container = use(PortalContext);
  const chosen = useRef<MenuItem | undefined>(undefined);
  /** The focus is given back after the item was told. */
  const returnsFocus = useRef(true);
  const first = groups.flat()[0];
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
        const item = chosen.current;
        chosen.current = undefined;
        item?.onSelect();
      }}
    >
      <Menu.Portal container={container}>
        <Menu.Positioner data-dify="positioner" anchor={anchor} align={align} sideOffset={4} collisionPadding={8}>
          <Menu.Popup
            data-dify="menu"
            aria-label={label}
            finalFocus={() => (returnsFocus.current ? anchor.current : false)}
          >
            {groups
              .filter((items) => items.length > 0)
              .map((items, at) => (
                <Fragment key={items[0]?.label}>
                  {at > 0 && <Menu.Separator data-dify="menu-line" />}
                  {items.map((item) => (
                    <Menu.Item
                      key={item.label}
                      ref={isByKey && item === first ? takeFocus : undefined}
                      data-dify="menu-item"
                      data-tone={item.tone}
                      onClick={() => {
                        if (item.needsPress === true) return item.onSelect();
                        chosen.current = item;
                        returnsFocus.current = item.takesFocus !== true;
                      }}
                    >
                      <Icon as={item.icon} />
                      {item.label}
                    </Menu.Item>
                  ))}
                </Fragment>
              ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

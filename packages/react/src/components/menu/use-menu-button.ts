import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { MenuPlace } from './menu-popup.tsx';

/**
 * The button of a menu whose code comes with the first press, if not before. Loaded before it is wanted, the menu opens at
 * once, and no key is lost on the way.
 *
 * @param preload fetches the menu
 */
export function useMenuButton(preload: () => Promise<void>) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const open = (byKey: boolean) => {
    setWanted(true);
    setByKey(byKey);
    setOpen(true);
  };
  const place: MenuPlace = { anchor, isOpen, isByKey, onOpenChange: setOpen };
  return {
    /** Whether the menu was ever asked for. */
    isWanted,
    place,
    /** For the button, beside `place.anchor`. */
    props: {
      'aria-haspopup': 'menu' as const,
      'aria-expanded': isOpen,
      onPointerEnter: () => void preload(),
      onFocus: () => void preload(),
      // A press of a key is a click without a count.
      onClick: ({ detail }: MouseEvent) => (isOpen ? setOpen(false) : open(detail === 0)),
      onKeyDown(event: KeyboardEvent) {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        open(true);
      },
    },
  };
}

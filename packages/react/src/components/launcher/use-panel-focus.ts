import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { focusComposer } from '../chat/focus-composer.ts';
import type { Bubble } from './bubble-context.ts';

/** Moves the focus into a panel that opens, to where it was before, and back out of one that closes. */
export function usePanelFocus({ isOpen, launcher, panel }: Bubble): void {
  /** What had the focus in the panel, and before it was opened. */
  const inside = useRef<HTMLElement | null>(null);
  const outside = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(isOpen);

  useEffect(() => {
    const element = panel.current;
    if (element === null) return;
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement && event.target !== element) inside.current = event.target;
    };
    element.addEventListener('focusin', onFocus);
    return () => element.removeEventListener('focusin', onFocus);
  }, [panel]);

  useLayoutEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    const active = document.activeElement;
    if (isOpen) {
      outside.current = active instanceof HTMLElement && active !== document.body ? active : null;
      enter(panel, inside);
    } else if (active === null || active === document.body || panel.current?.contains(active)) {
      const back = outside.current?.isConnected ? outside.current : null;
      (back ?? launcher.current)?.focus({ preventScroll: true });
    }
  }, [isOpen, launcher, panel]);
}

function enter(panel: RefObject<HTMLElement | null>, inside: RefObject<HTMLElement | null>): void {
  if (inside.current?.isConnected) inside.current.focus({ preventScroll: true });
  // On a phone the keyboard would cover what one wants to see first.
  else if (matchMedia('(pointer: coarse)').matches || !focusComposer(panel.current)) {
    panel.current?.focus({ preventScroll: true });
  }
}

import { type RefObject, useRef, useState } from 'react';
import type { VariablesState } from './variables-context.ts';

/** Pixels from which the variables stand beside the thread. The style sheet has the same number. */
const besideFromPx = 1000;

/** Where the variables of a conversation are. Only a wide chat has room for them beside the thread. */
export function useVariablesState(root: RefObject<HTMLElement | null>): VariablesState {
  const [isOpen, setOpen] = useState(false);
  const [isDrawer, setDrawer] = useState(false);
  const opener = useRef<HTMLElement>(null);
  return {
    isOpen,
    isDrawer,
    show(from = null) {
      opener.current = from;
      setDrawer((root.current?.clientWidth ?? 0) < besideFromPx);
      setOpen(true);
    },
    hide() {
      setOpen(false);
      opener.current?.focus();
    },
  };
}

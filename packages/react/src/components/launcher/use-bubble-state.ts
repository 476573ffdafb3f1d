import { useCallback, useId, useRef, useState } from 'react';
import type { Bubble } from './bubble-context.ts';

/** What opens and closes a chat. */
export interface BubbleOptions {
  /** Whether it is open. Comes with `onOpenChange`. */
  open?: boolean | undefined;
  /** Whether it begins open. @default closed; a side column begins open */
  defaultOpen?: boolean | undefined;
  /** Told when it is opened or closed. */
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
}

/** Whether a chat is open, what came while it was not, and where the focus goes. */
export function useBubbleState(kind: Bubble['kind'], options: BubbleOptions): Bubble {
  const { open, defaultOpen, onOpenChange } = options;
  const [own, setOwn] = useState(defaultOpen ?? kind === 'sidebar');
  const [unread, setUnread] = useState(0);
  const panelId = useId();
  const launcher = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const isOpen = open ?? own;
  const [isLoaded, setLoaded] = useState(isOpen);
  if (isOpen && !isLoaded) setLoaded(true);
  if (isOpen && unread > 0) setUnread(0);

  return {
    kind,
    isOpen,
    isLoaded,
    unread,
    panelId,
    launcher,
    panel,
    load: useCallback(() => setLoaded(true), []),
    setOpen(next) {
      if (next === isOpen) return;
      setOwn(next);
      onOpenChange?.(next);
    },
    noteAnswer() {
      if (!isOpen) setUnread((count) => count + 1);
    },
  };
}

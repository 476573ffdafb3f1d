import { type FocusEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

/** Milliseconds before a passage opens by itself, and before it closes. */
const delayMs = 150;

/** A passage beside the mark or card that names it. */
export interface PassageOpening {
  readonly isOpen: boolean;
  /** Whether it was ever to be opened. */
  readonly isWanted: boolean;
  setOpen(isOpen: boolean): void;
  /** Focus that comes back from a closed passage must not open it again. */
  noteReturn(): void;
  /** For the passage itself: it stays open while it is pointed at. */
  readonly popup: { onPointerEnter(): void; onPointerLeave(): void };
  /** For the mark or card. */
  readonly trigger: {
    onPointerEnter(event: PointerEvent): void;
    onPointerLeave(): void;
    onFocus(event: FocusEvent<HTMLElement>): void;
    onBlur(event: FocusEvent<HTMLElement>): void;
    onClick(event: MouseEvent): void;
  };
}

/**
 * Opens and closes a passage: on hover and on focus by keyboard after a moment, and when pressed.
 *
 * @param load brings what shows passages, from the first hover, focus or press on
 * @param opensByItself whether it also opens without being pressed
 * @param go follows the source in the place of opening; only where the press was no touch, which cannot hover
 */
export function usePassage(load: () => void, opensByItself: boolean, go?: (event: MouseEvent) => void): PassageOpening {
  const [isOpen, setOpenState] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isReturning = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  function setOpen(next: boolean): void {
    clearTimeout(timer.current);
    if (next) setWanted(true);
    setOpenState(next);
  }

  function soon(next: boolean): void {
    clearTimeout(timer.current);
    if (next) load();
    timer.current = setTimeout(() => setOpen(next), delayMs);
  }

  return {
    isOpen,
    isWanted,
    setOpen,
    noteReturn() {
      isReturning.current = true;
    },
    popup: {
      onPointerEnter: () => clearTimeout(timer.current),
      onPointerLeave() {
        if (opensByItself) soon(false);
      },
    },
    trigger: {
      onPointerEnter({ pointerType }) {
        if (pointerType !== 'mouse') return;
        if (opensByItself) soon(true);
        else load();
      },
      onPointerLeave() {
        if (opensByItself) soon(false);
      },
      onFocus({ currentTarget }) {
        const isByKey = opensByItself && !isReturning.current && currentTarget.matches(':focus-visible');
        isReturning.current = false;
        if (isByKey) soon(true);
      },
      onBlur({ relatedTarget }) {
        isReturning.current = false;
        const goesIn = relatedTarget instanceof Element && relatedTarget.closest('[data-dify="passages"]') !== null;
        if (opensByItself && !goesIn) soon(false);
      },
      onClick(event) {
        const isTouch = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
        if (go !== undefined && !isTouch) return go(event);
        event.preventDefault();
        load();
        setOpen(!isOpen || opensByItself);
      },
    },
  };
}

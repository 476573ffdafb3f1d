/** Pixels from the end within which the view follows. */
const nearPx = 48;

/** Follows the end of a growing scroller while its reader is there, and lets go at the first sign of wanting to stay. */
export interface StickToEnd {
  /** Takes the scroller and what grows in it. @returns a function that lets go of both */
  attach(viewport: HTMLElement, content: HTMLElement): () => void;
  /** Goes to the end and follows again. */
  toEnd(): void;
  subscribe(listener: () => void): () => void;
  /** Whether the reader has left the end. */
  isAway(): boolean;
}

/** A follower for one scroller. Reads no layout while text arrives: the observer tells when something has grown. */
export function createStickToEnd(): StickToEnd {
  let viewport: HTMLElement | null = null;
  let following = true;
  let away = false;
  let lastTop = 0;
  const listeners = new Set<() => void>();

  function setAway(next: boolean): void {
    if (next === away) return;
    away = next;
    for (const listener of [...listeners]) listener();
  }
  function follow(): void {
    if (viewport === null) return;
    viewport.scrollTop = viewport.scrollHeight;
    lastTop = viewport.scrollTop;
  }
  function letGo(): void {
    following = false;
  }

  return {
    attach(scroller, content) {
      viewport = scroller;
      const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
      const onScroll = () => {
        const left = distance();
        const movedDown = scroller.scrollTop > lastTop;
        lastTop = scroller.scrollTop;
        if (left <= 1 || (movedDown && left <= nearPx)) following = true;
        else if (!movedDown) letGo();
        setAway(!following && left > nearPx);
      };
      const onWheel = (event: WheelEvent) => {
        if (event.deltaY < 0 && scroller.scrollTop > 0) letGo();
      };
      const onTouch = () => {
        if (scroller.scrollTop > 0) letGo();
      };
      const onKey = (event: KeyboardEvent) => {
        const up = ['ArrowUp', 'PageUp', 'Home'].includes(event.key) || (event.key === ' ' && event.shiftKey);
        if (up && event.target === scroller) letGo();
      };
      const onSelection = () => {
        const selection = document.getSelection();
        if (selection && !selection.isCollapsed && content.contains(selection.anchorNode)) letGo();
      };
      const onGrowth = () => {
        if (following) follow();
        else setAway(distance() > nearPx);
      };
      // Missing only where there is no layout either, e.g. in jsdom.
      const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(onGrowth);
      const passive = { passive: true } as const;
      scroller.addEventListener('scroll', onScroll, passive);
      scroller.addEventListener('wheel', onWheel, passive);
      scroller.addEventListener('touchmove', onTouch, passive);
      scroller.addEventListener('keydown', onKey);
      document.addEventListener('selectionchange', onSelection);
      observer?.observe(content);
      observer?.observe(scroller);
      return () => {
        viewport = null;
        observer?.disconnect();
        scroller.removeEventListener('scroll', onScroll);
        scroller.removeEventListener('wheel', onWheel);
        scroller.removeEventListener('touchmove', onTouch);
        scroller.removeEventListener('keydown', onKey);
        document.removeEventListener('selectionchange', onSelection);
      };
    },
    toEnd() {
      following = true;
      follow();
      setAway(false);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isAway: () => away,
  };
}

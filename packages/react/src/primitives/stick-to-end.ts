/** Pixels from the end within which the view follows. */
const nearPx = 48;

/** Follows the end of a growing scroller while its reader is there, and lets go at the first sign of wanting to stay. */
export interface StickToEnd {
  /** Takes the scroller and what grows in it. @returns a function that lets go of both */
  attach(viewport: HTMLElement, content: HTMLElement): () => void;
  /** Goes to the end and follows again. */
  toEnd(): void;
  /** Lets go of the end: something else is shown. */
  leave(): void;
  /** Goes to a place and stays there, also where it is the end for now, until the reader goes on. */
  hold(scrollTop: number): void;
  subscribe(listener: () => void): () => void;
  /** Whether the view goes along with what is added at the end. */
  isFollowing(): boolean;
  /** Whether the reader has left the end. */
  isAway(): boolean;
}

/** A follower for one scroller. Reads no layout while text arrives: the observer tells when something has grown. */
export function createStickToEnd(): StickToEnd {
  let viewport: HTMLElement | null = null;
  let following = true;
  let away = false;
  let [lastTop, lastHeight, lastClientHeight] = [0, 0, 0];
  /** Whether the view stays where it is although the end is near. */
  let isHolding = false;
  /** Whether a pointer holds the scroller itself, which is its scroll bar. */
  let isHeld = false;
  const listeners = new Set<() => void>();

  function setAway(next: boolean): void {
    if (next === away) return;
    away = next;
    for (const listener of [...listeners]) listener();
  }
  function goTo(scrollTop: number): void {
    if (viewport === null) return;
    viewport.scrollTop = scrollTop;
    lastTop = viewport.scrollTop;
    lastHeight = viewport.scrollHeight;
    lastClientHeight = viewport.clientHeight;
  }
  function follow(): void {
    goTo(viewport?.scrollHeight ?? 0);
  }
  function letGo(): void {
    following = false;
  }

  return {
    attach(scroller, content) {
      viewport = scroller;
      const distance = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
      const onScroll = () => {
        const { scrollTop, scrollHeight, clientHeight } = scroller;
        const left = distance();
        const moved = scrollTop - lastTop;
        // What moved together with a change of size may have been moved by it; a held scroll bar was not.
        const isReader = isHeld || (scrollHeight === lastHeight && clientHeight === lastClientHeight);
        [lastTop, lastHeight, lastClientHeight] = [scrollTop, scrollHeight, clientHeight];
        if (isHolding && moved > 1 && isReader) isHolding = false;
        if (!isHolding && (left <= 1 || (moved > 0 && left <= nearPx))) following = true;
        else if (moved < -1 && isReader) letGo();
        setAway(!following && left > nearPx);
      };
      const onPointerDown = (event: PointerEvent) => {
        isHeld = event.target === scroller;
        if (event.button === 1) letGo();
      };
      const onPointerUp = () => {
        isHeld = false;
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
      scroller.addEventListener('pointerdown', onPointerDown, passive);
      document.addEventListener('pointerup', onPointerUp, passive);
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
        scroller.removeEventListener('pointerdown', onPointerDown);
        document.removeEventListener('pointerup', onPointerUp);
        document.removeEventListener('selectionchange', onSelection);
      };
    },
    toEnd() {
      isHolding = false;
      following = true;
      follow();
      setAway(false);
    },
    leave: letGo,
    hold(scrollTop) {
      isHolding = true;
      following = false;
      goTo(scrollTop);
      setAway(false);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isFollowing: () => following,
    isAway: () => away,
  };
}

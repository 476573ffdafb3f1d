/** Keeps room below a question that was just asked, so that it can stand high in the view while its answer is short. */
export interface TurnRoom {
  /** Makes room for a question. @returns how far the scroller has to go for it, in pixels */
  begin(row: HTMLElement, inset: number): number;
  /** Takes all room away. */
  clear(): void;
  /** Lets go of the elements. */
  detach(): void;
}

/**
 * Room at the end of a scroller. As the answer grows the room shrinks by as much, so nothing moves until it is used up.
 * Where the question stands is measured once; while text arrives no layout is read.
 */
export function createTurnRoom(scroller: HTMLElement, content: HTMLElement, room: HTMLElement): TurnRoom {
  /** How high the content with its room has to be, in pixels. */
  let wanted = 0;
  let row: HTMLElement | undefined;
  let inset = 0;
  let contentHeight = 0;
  let given = 0;

  function give(): void {
    const next = row === undefined ? 0 : Math.max(0, Math.round(wanted - contentHeight));
    if (next === given) return;
    given = next;
    room.style.blockSize = next === 0 ? '' : `${next}px`;
  }
  function measure(): number {
    if (row === undefined) return 0;
    const style = getComputedStyle(scroller);
    const padding = Number.parseFloat(style.paddingBlockStart) + Number.parseFloat(style.paddingBlockEnd);
    const top = row.getBoundingClientRect().top - content.getBoundingClientRect().top;
    const start = Number.parseFloat(style.paddingBlockStart);
    const scrollTop = Math.max(0, start + top - inset);
    contentHeight = content.offsetHeight;
    // A thread that fits into the view needs no room.
    wanted = scrollTop === 0 ? 0 : scrollTop + scroller.clientHeight - padding;
    return scrollTop;
  }
  const observer =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver((entries) => {
          if (row === undefined) return;
          for (const { target, borderBoxSize } of entries) {
            if (target === content) contentHeight = borderBoxSize[0]?.blockSize ?? contentHeight;
            else if (row.isConnected) measure();
          }
          give();
        });
  observer?.observe(content);
  observer?.observe(scroller);

  return {
    begin(nextRow, nextInset) {
      row = nextRow;
      inset = nextInset;
      const scrollTop = measure();
      give();
      return scrollTop;
    },
    clear() {
      row = undefined;
      give();
    },
    detach() {
      observer?.disconnect();
    },
  };
}

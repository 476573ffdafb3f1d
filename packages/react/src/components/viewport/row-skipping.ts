/** Lets the browser skip rows that are out of view, but never one whose size it does not know yet. */
export interface RowSkipping {
  /** Lays all rows out once, then skips again. When rows have come, and when they have got another width. */
  pause(viewport: HTMLElement): void;
  /** Pauses whenever the width changes. @returns a function that ends it */
  watch(viewport: HTMLElement): () => void;
}

/** Skipping for one list, which is marked as `data-measured` while its rows may be skipped. */
export function createRowSkipping(): RowSkipping {
  let frame = 0;
  function pause(viewport: HTMLElement): void {
    const log = viewport.querySelector<HTMLElement>('[data-dify="chat-log"]');
    if (log === null) return;
    delete log.dataset.measured;
    cancelAnimationFrame(frame);
    // Sizes are remembered at the end of the first frame.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        log.dataset.measured = '';
      });
    });
  }
  return {
    pause,
    watch(viewport) {
      let width = viewport.clientWidth;
      if (typeof ResizeObserver === 'undefined') return () => undefined;
      const observer = new ResizeObserver(() => {
        if (viewport.clientWidth === width) return;
        width = viewport.clientWidth;
        pause(viewport);
      });
      observer.observe(viewport);
      return () => {
        observer.disconnect();
        cancelAnimationFrame(frame);
      };
    },
  };
}

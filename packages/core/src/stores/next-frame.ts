/** Calls back soon, once: by default at the next frame, or by timer where there are no frames. */
export type Schedule = (flush: () => void) => void;

/** Frames where the page is looked at; a timer in hidden tabs, where frames sleep, and outside of pages. */
export function nextFrame(flush: () => void): void {
  const page: unknown = Reflect.get(globalThis, 'document');
  const isHidden = typeof page === 'object' && page !== null && Reflect.get(page, 'visibilityState') === 'hidden';
  if (!isHidden && typeof requestAnimationFrame === 'function') requestAnimationFrame(flush);
  else setTimeout(flush, 16);
}

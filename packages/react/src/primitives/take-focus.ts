/** Gives an item of a menu the focus. A moment after it is there the menu knows its items, and goes on from this one. */
export function takeFocus(item: HTMLElement | null): void {
  queueMicrotask(() => item?.focus({ preventScroll: true }));
}

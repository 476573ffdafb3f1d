import { charPlace, type TextField } from './char-place.ts';

/** Room that a list wants before it goes to the other side, and what stays free around it, in pixels. */
const wantedPx = 180;
const edgePx = 12;
/** How far the text of an item is from the edge of its list. */
const insetPx = 12;

/**
 * Puts a list above its composer, or below where there is more room, beginning where the sign was typed. The list says so by
 * `data-side`, and keeps to the room there is by `--dify-room`.
 */
export function placeList(list: HTMLElement, field: TextField, start: number): void {
  const around = list.offsetParent ?? field;
  const box = around.getBoundingClientRect();
  const root = list.closest('[data-dify-root]')?.getBoundingClientRect();
  // What a keyboard on the screen covers is no room.
  const view = window.visualViewport;
  const top = Math.max(root?.top ?? 0, view?.offsetTop ?? 0, 0);
  const bottom = view === null ? innerHeight : view.offsetTop + view.height;
  const above = box.top - top - edgePx;
  const below = Math.min(root?.bottom ?? bottom, bottom) - box.bottom - edgePx;
  const isBelow = above < wantedPx && below > above;
  list.dataset.side = isBelow ? 'bottom' : 'top';
  list.style.setProperty('--dify-room', `${Math.max(isBelow ? below : above, 96)}px`);
  const sign = charPlace(field, start, start + 1);
  const isRtl = getComputedStyle(around).direction === 'rtl';
  const wanted = (isRtl ? box.right - sign.right : sign.left - box.left) - insetPx;
  const most = box.width - list.offsetWidth - 2;
  list.style.setProperty('inset-inline-start', `${Math.round(Math.max(0, Math.min(wanted, most)))}px`);
}

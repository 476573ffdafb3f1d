import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { clampSize, leastSize, type PanelSize, widestPx } from './panel-size.ts';

/** Props of `ResizeHandle`. */
export interface ResizeHandleProps {
  kind: 'bubble' | 'sidebar';
  panel: RefObject<HTMLElement | null>;
  /** Absent while it has the size of the style sheet. */
  size: PanelSize | undefined;
  onResize: (size: PanelSize | undefined) => void;
}

/** The width that the style sheet gives, in pixels. */
const usualPx = 408;
/** Pixels a press of an arrow key. */
const stepPx = 24;

/**
 * Changes the size of a panel: dragged, by arrow keys, back to the first size by a double press. A bubble has it in its upper
 * corner, a column along its edge.
 */
export function ResizeHandle({ kind, panel, size, onResize }: ResizeHandleProps) {
  const labels = useLabels();
  /** Where a drag began, and how large the panel was. */
  const start = useRef<{ x: number; y: number; size: PanelSize }>(null);
  /** A panel stands at the end of its line: away from there is larger. */
  const outward = () => (panel.current !== null && getComputedStyle(panel.current).direction === 'rtl' ? 1 : -1);
  const sizeNow = (): PanelSize => ({
    inline: panel.current?.offsetWidth ?? leastSize.inline,
    block: panel.current?.offsetHeight ?? leastSize.block,
  });

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY, size: sizeNow() };
  }
  function onPointerMove(event: PointerEvent) {
    if (start.current === null) return;
    const { x, y, size: from } = start.current;
    const inline = from.inline + (event.clientX - x) * outward();
    onResize(clampSize({ inline, block: from.block + y - event.clientY }, kind));
  }
  function onPointerUp() {
    start.current = null;
  }
  function onKeyDown(event: KeyboardEvent) {
    const isRight = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const isUp = kind === 'bubble' ? (event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0) : 0;
    if (event.key === 'Home') onResize(undefined);
    else if (isRight !== 0 || isUp !== 0) {
      const now = sizeNow();
      const inline = now.inline + isRight * outward() * stepPx;
      onResize(clampSize({ inline, block: now.block + isUp * stepPx }, kind));
    } else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that one can move is a control, which `<hr>` is not
    <div
      data-dify="resize-handle"
      data-kind={kind}
      role="separator"
      tabIndex={0}
      title={labels.resizeChat}
      aria-label={labels.resizeChat}
      aria-orientation="vertical"
      aria-valuemin={leastSize.inline}
      aria-valuemax={widestPx}
      aria-valuenow={size?.inline ?? usualPx}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => onResize(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}

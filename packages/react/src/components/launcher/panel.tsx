import { type KeyboardEvent, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useBubble } from './bubble-context.ts';
import { focusable } from './focusable.ts';
import { type PanelSize, sizeStyle } from './panel-size.ts';
import { ResizeHandle } from './resize-handle.tsx';
import { useIsPhone } from './use-is-phone.ts';
import { usePanelFocus } from './use-panel-focus.ts';
import { useScreenHeight } from './use-screen-height.ts';

const KeptSize = lazyPart(async () => (await import('./kept-size.tsx')).KeptSize);

/** What a panel shows to style sheets. */
export type PanelState = { kind: 'bubble' | 'sidebar'; open: boolean; fullscreen: boolean };

/** Props of `Chat.Panel`: those of a `<div>`. */
export interface PanelProps extends PartProps<'div', PanelState> {
  /** Whether one can change its size, by dragging and by arrow keys. @default true */
  resizable?: boolean | undefined;
}

/** Popups that Esc closes before it closes the panel. */
const layers = ':is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]):not([data-closed])';

/**
 * The place of a chat that opens and closes. What is in it comes when it is first opened and stays: an answer goes on while
 * it is closed. On a phone a bubble fills the screen and keeps the focus. Renders a `<div>`.
 */
export function Panel({ resizable = true, children, ...props }: PanelProps) {
  const labels = useLabels();
  const bubble = useBubble();
  const { kind, isOpen, isLoaded, panelId, panel, setOpen } = bubble;
  const isPhone = useIsPhone();
  const [made, setMade] = useState<PanelSize | null>();
  const [kept, setKept] = useState<PanelSize>();
  const size = made === undefined ? kept : (made ?? undefined);
  usePanelFocus(bubble);
  const isFull = isPhone && isOpen;
  useScreenHeight(panel, isFull);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { currentTarget, target } = event;
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (!(target instanceof Node) || !currentTarget.contains(target)) return;
    if (
      event.key === 'Escape' &&
      !event.shiftKey &&
      kind === 'bubble' &&
      currentTarget.querySelector(layers) === null
    ) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === 'Tab' && isFull) keepFocus(event);
  }

  return usePart('div', 'panel', props, {
    ref: panel,
    state: { kind, open: isOpen, fullscreen: isFull },
    own: {
      id: panelId,
      role: isFull ? 'dialog' : 'region',
      'aria-modal': isFull || undefined,
      'aria-label': labels.chat,
      tabIndex: -1,
      inert: !isOpen,
      style: isFull ? undefined : sizeStyle(size),
      onKeyDown,
      children: (
        <>
          {isLoaded && children}
          {isLoaded && resizable && <KeptSize kind={kind} made={made} onRead={setKept} />}
          {resizable && !isPhone && (
            <ResizeHandle kind={kind} panel={panel} size={size} onResize={(next) => setMade(next ?? null)} />
          )}
        </>
      ),
    },
  });
}

/** From the last control to the first, and back. */
function keepFocus(event: KeyboardEvent<HTMLElement>): void {
  const controls = focusable(event.currentTarget);
  const [first, last] = [controls[0], controls.at(-1)];
  const active = document.activeElement;
  const isStart = active === first || active === event.currentTarget;
  const next = event.shiftKey && isStart ? last : !event.shiftKey && active === last ? first : undefined;
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

import { Check, X } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';
import { ToastContext } from './toast-context.ts';

/** Props of `Chat.Toast`: those of a `<div>`. */
export type ToastLineProps = PartProps<'div'>;

/**
 * The toast that is shown. It stays while it is pointed at or has the focus; Esc closes it, and Ctrl+Z or ⌘Z beside a text field
 * uses its action. Renders a `<div>`.
 */
export function ToastLine(props: ToastLineProps) {
  const labels = useLabels();
  const toasts = use(ToastContext);
  const toast = useSyncExternalStore(toasts.subscribe, toasts.getSnapshot, toasts.getSnapshot);
  const place = useRef<HTMLDivElement>(null);
  const hasAction = toast?.action !== undefined;
  useEffect(() => {
    if (!hasAction) return;
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      if (!isOurs(event.target, place.current)) return;
      event.preventDefault();
      toasts.act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [hasAction, toasts]);
  return usePart('div', 'toast-place', props, {
    ref: place,
    own: {
      'aria-live': 'polite',
      children: toast && (
        // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here; it is only noted that somebody reads
        <div
          data-dify="toast"
          onPointerEnter={toasts.hold}
          onPointerLeave={toasts.release}
          onFocus={toasts.hold}
          onBlur={({ currentTarget, relatedTarget }: FocusEvent) => {
            if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) toasts.release();
          }}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            toasts.end();
          }}
        >
          <Icon as={Check} />
          <span dir="auto">{toast.text}</span>
          {toast.action && (
            <Button size="sm" aria-keyshortcuts="Control+Z Meta+Z" onClick={toasts.act}>
              {toast.action.label}
            </Button>
          )}
          <IconButton label={labels.close} icon={X} onClick={toasts.end} />
        </div>
      ),
    },
  });
}

/** Whether a key was pressed in the chat of this toast, or nowhere, and not where it takes back what was written. */
function isOurs(target: EventTarget | null, place: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return false;
  return target === document.body || (place?.closest('[data-dify-root]')?.contains(target) ?? false);
}

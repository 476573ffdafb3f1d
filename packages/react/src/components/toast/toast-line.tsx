import { Check, X } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, use, useSyncExternalStore } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';
import { ToastContext } from './toast-context.ts';

/** Props of `Chat.Toast`: those of a `<div>`. */
export type ToastLineProps = PartProps<'div'>;

/** The toast that is shown. It stays while it is pointed at or has the focus; Esc closes it. Renders a `<div>`. */
export function ToastLine(props: ToastLineProps) {
  const labels = useLabels();
  const toasts = use(ToastContext);
  const toast = useSyncExternalStore(toasts.subscribe, toasts.getSnapshot, toasts.getSnapshot);
  return usePart('div', 'toast-place', props, {
    own: {
      role: 'status',
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
            <Button size="sm" onClick={toasts.act}>
              {toast.action.label}
            </Button>
          )}
          <IconButton label={labels.close} icon={X} onClick={toasts.end} />
        </div>
      ),
    },
  });
}

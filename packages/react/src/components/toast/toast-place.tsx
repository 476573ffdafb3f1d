import { use, useState, useSyncExternalStore } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { ToastContext } from './toast-context.ts';

// Screen readers tell of what comes into a place that was there before.
const ToastLine = lazyPart(
  async () => (await import('./toast-line.tsx')).ToastLine,
  () => <div data-dify="toast-place" aria-live="polite" />,
);

/** Where toasts are shown; loaded with the first one. */
export function ToastPlace() {
  const toasts = use(ToastContext);
  const isShown = useSyncExternalStore(
    toasts.subscribe,
    () => toasts.getSnapshot() !== null,
    () => false,
  );
  const [isWanted, setWanted] = useState(isShown);
  if (isShown && !isWanted) setWanted(true);
  return isWanted ? <ToastLine /> : <div data-dify="toast-place" aria-live="polite" />;
}

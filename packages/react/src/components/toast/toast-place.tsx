import { use, useEffect, useState, useSyncExternalStore } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { ToastContext } from './toast-context.ts';

// Screen readers tell of what comes into a place that was there before.
const ToastLine = lazyPart(
  async () => (await import('./toast-line.tsx')).ToastLine,
  () => <div data-dify="toast-place" role="status" />,
);

/** Where toasts are shown; from the first one on. What is still to be done at their end is done when the page is left. */
export function ToastPlace() {
  const toasts = use(ToastContext);
  const isShown = useSyncExternalStore(
    toasts.subscribe,
    () => toasts.getSnapshot() !== null,
    () => false,
  );
  const [isWanted, setWanted] = useState(isShown);
  if (isShown && !isWanted) setWanted(true);
  useEffect(() => {
    addEventListener('pagehide', toasts.end);
    return () => {
      removeEventListener('pagehide', toasts.end);
      toasts.end();
    };
  }, [toasts]);
  return isWanted ? <ToastLine /> : <div data-dify="toast-place" role="status" />;
}

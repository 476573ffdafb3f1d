import { useEffect, useState } from 'react';
import { createToasts, type Toasts } from './toasts.ts';

/** The toasts of a chat. What is still to be done at the end of one is done when the chat or the page is left. */
export function useToasts(): Toasts {
  const [toasts] = useState(createToasts);
  useEffect(() => {
    addEventListener('pagehide', toasts.end);
    return () => {
      removeEventListener('pagehide', toasts.end);
      toasts.end();
    };
  }, [toasts]);
  return toasts;
}

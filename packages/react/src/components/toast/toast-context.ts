import { createContext, use } from 'react';
import { createToasts, type Toast, type Toasts } from './toasts.ts';

/** The toasts of the chat above. */
export const ToastContext = createContext<Toasts>(createToasts());

/** Says in a line of the chat above what has happened. Works below `Chat.Root`. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext).show;
}

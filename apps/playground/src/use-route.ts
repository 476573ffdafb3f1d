import { useSyncExternalStore } from 'react';

/** The part of the address behind `#`, e.g. `/chat/8c1f…`. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, read);
}

/**
 * Goes to a page.
 *
 * @param options.replace leaves no step behind for the back button
 */
export function navigate(route: string, options: { replace?: boolean } = {}): void {
  if (route === read()) return;
  const url = `#${route}`;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

function read(): string {
  return window.location.hash.slice(1) || '/chat';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}

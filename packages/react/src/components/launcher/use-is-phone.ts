import { useSyncExternalStore } from 'react';

/** Below this width of the window a bubble fills the screen. The style sheet has the same number. */
const query = '(max-width: 479.98px)';

/** Whether the window is so narrow that a bubble fills it. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, isPhone, () => false);
}

function subscribe(listener: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}

function isPhone(): boolean {
  return matchMedia(query).matches;
}

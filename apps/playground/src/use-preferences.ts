import { useSyncExternalStore } from 'react';
import { getPreferences, type Preferences, subscribePreferences } from './preferences.ts';

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

/** The visitor's choices, and whether the page is dark at the moment. */
export function usePreferences(): Preferences & { readonly isDark: boolean } {
  const preferences = useSyncExternalStore(subscribePreferences, getPreferences);
  const systemIsDark = useSyncExternalStore(subscribeSystem, () => darkSystem.matches);
  return { ...preferences, isDark: preferences.theme === null ? systemIsDark : preferences.theme === 'dark' };
}

function subscribeSystem(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener);
  return () => darkSystem.removeEventListener('change', listener);
}

/** The languages that the kit's labels come in. */
export const locales = { en: 'English', 'zh-Hans': '简体中文', ja: '日本語' } as const;

/** A language of the kit. */
type Locale = keyof typeof locales;

/** What a visitor has chosen. Kept between visits. */
export interface Preferences {
  /** `null` follows the system. */
  readonly theme: 'light' | 'dark' | null;
  readonly locale: Locale;
  readonly direction: 'ltr' | 'rtl';
}

const storageKey = 'playground.preferences';
const listeners = new Set<() => void>();
let current = read();

/** The choices of the moment; the same object until one changes. */
export const getPreferences = () => current;

/** @returns a function that ends the subscription */
export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes some of the choices, shows them and keeps them. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  applyPreferences();
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser without storage forgets the choices on reload.
  }
  for (const listener of listeners) listener();
}

/** Writes the choices on `<html>`, where the tokens and `:dir()` read them. */
export function applyPreferences(): void {
  const { documentElement } = document;
  if (current.theme === null) delete documentElement.dataset.theme;
  else documentElement.dataset.theme = current.theme;
  documentElement.lang = current.locale;
  documentElement.dir = current.direction;
}

function read(): Preferences {
  let kept: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    if (typeof value === 'object' && value !== null) kept = { ...value };
  } catch {
    // No storage, or something else was kept there: start from the defaults.
  }
  const { theme, locale, direction } = kept;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    locale: locale === 'zh-Hans' || locale === 'ja' ? locale : 'en',
    direction: direction === 'rtl' ? 'rtl' : 'ltr',
  };
}

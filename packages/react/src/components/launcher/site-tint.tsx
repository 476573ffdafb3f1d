import type { CSSProperties } from 'react';
import { useEffect } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { siteTheme } from '../chat/site-theme.ts';

/** Asks for the app's own colour, and tells it. Renders nothing. */
export function SiteTint({ onTheme }: { onTheme: (theme: CSSProperties | undefined) => void }) {
  const site = useAppConfig().data?.site;
  useEffect(() => onTheme(siteTheme(site)), [site, onTheme]);
  return null;
}

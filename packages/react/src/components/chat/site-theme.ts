import type { AppSite } from '@dify-oapi/core';
import type { CSSProperties } from 'react';

/** Styles that may set the kit's variables. */
type Theme = CSSProperties & { readonly [Variable in `--dify-${string}`]?: string };

/** A colour that an app was given in Dify; nothing where it is none that the browser knows. */
export function siteColor(color: string | null | undefined): string | undefined {
  const trimmed = color?.trim();
  return trimmed && typeof CSS !== 'undefined' && CSS.supports('color', trimmed) ? trimmed : undefined;
}

/** The colour that an app was given in Dify, as the kit's seed. */
export function siteTheme(site: AppSite | null | undefined): Theme | undefined {
  const color = siteColor(site?.chat_color_theme);
  return color === undefined ? undefined : { '--dify-accent': color };
}

import type { CSSProperties } from 'react';

/** How large a panel was made, in pixels. */
export interface PanelSize {
  readonly inline: number;
  readonly block: number;
}

/** The smallest a chat can be used at, in pixels. */
export const leastSize: PanelSize = { inline: 320, block: 400 };
/** The widest that a chat is of use, in pixels. */
export const widestPx = 1600;
/** What stays free of the window around a bubble with its launcher, and beside a column. */
const margins = { bubble: { inline: 48, block: 112 }, sidebar: { inline: 160, block: 0 } } as const;

/** The largest that a panel may be in this window, in pixels. */
function mostSize(kind: 'bubble' | 'sidebar'): PanelSize {
  const { inline, block } = margins[kind];
  return {
    inline: Math.max(leastSize.inline, Math.min(widestPx, innerWidth - inline)),
    block: Math.max(leastSize.block, innerHeight - block),
  };
}

/** A size that is neither too small nor too large. */
export function clampSize({ inline, block }: PanelSize, kind: 'bubble' | 'sidebar'): PanelSize {
  const most = mostSize(kind);
  return {
    inline: Math.round(Math.min(most.inline, Math.max(leastSize.inline, inline))),
    block: Math.round(Math.min(most.block, Math.max(leastSize.block, block))),
  };
}

/** Styles that may set the panel's variables. */
type SizeStyle = CSSProperties & { readonly '--dify-panel-inline'?: string; readonly '--dify-panel-block'?: string };

/** A size as the style sheet reads it. */
export function sizeStyle(size: PanelSize | undefined): SizeStyle | undefined {
  return size && { '--dify-panel-inline': `${size.inline}px`, '--dify-panel-block': `${size.block}px` };
}

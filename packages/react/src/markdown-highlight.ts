import { lazy } from 'react';
import type { MarkdownPlugin } from './markdown/plugin.ts';

/**
 * Code in colours, by highlight.js (a peer dependency). The library and a language's grammar load when the first
 * complete block of that language appears. Works under `style-src 'self'`.
 *
 * @example <Markdown text={text} plugins={[highlight]} />
 */
export const highlight: MarkdownPlugin = {
  highlight: lazy(() =>
    import('./markdown/plugins/highlighted-code.tsx').then((module) => ({ default: module.HighlightedCode })),
  ),
};

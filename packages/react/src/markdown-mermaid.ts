import { lazy } from 'react';
import type { MarkdownPlugin } from './markdown/plugin.ts';

/**
 * Fenced blocks of `mermaid` as diagrams, by Mermaid (a peer dependency), which loads with the first complete diagram.
 * The source is cleared of links, pictures and configuration first, and the drawing is built anew from the parts of the
 * result that only draw. What cannot be drawn is shown as its source. Under a policy without inline styles the drawing is
 * styled all the same, but Mermaid measures words without its styles, and the browser reports each of its attempts.
 *
 * @example <Markdown text={text} plugins={[mermaid]} />
 */
export const mermaid: MarkdownPlugin = {
  blocks: {
    mermaid: lazy(() => import('./markdown/plugins/diagram.tsx').then((module) => ({ default: module.Diagram }))),
  },
};

import { lazy } from 'react';
import type { MarkdownPlugin } from './markdown/plugin.ts';

/**
 * Formulas between `$`, `$$`, `\(` `\)` and `\[` `\]`, and in fenced blocks of `math`, drawn as MathML by KaTeX (a peer
 * dependency), which loads with the first formula. Needs no fonts and no styles. A formula that cannot be read is shown
 * as its source.
 *
 * @example <Markdown text={text} plugins={[math]} />
 */
export const math: MarkdownPlugin = {
  math: lazy(() => import('./markdown/plugins/formula.tsx').then((module) => ({ default: module.Formula }))),
  blocks: {
    math: lazy(() =>
      import('./markdown/plugins/formula-block.tsx').then((module) => ({ default: module.FormulaBlock })),
    ),
  },
};

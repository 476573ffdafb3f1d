import type { ComponentType, ReactNode } from 'react';

/** What a component for a fenced block is given. The block is complete: while it is written, its source is shown. */
export interface MarkdownBlockProps {
  /** First word after the fence, as written. */
  readonly language: string;
  readonly code: string;
  /** The block as code, with a word that says why: to show when the block cannot be drawn. */
  readonly fallback: ReactNode;
}

/** What a component that colours code is given. */
export interface MarkdownHighlightProps {
  /** First word after the fence, as written; never empty. */
  readonly language: string;
  readonly code: string;
}

/** What a component for a formula is given. */
export interface MarkdownFormulaProps {
  /** TeX, without its signs. */
  readonly source: string;
  /** On lines of its own, or between `$$`. */
  readonly isBlock: boolean;
  /** Its source: to show when it cannot be read. */
  readonly fallback: ReactNode;
}

/** What a component for HTML of the content is given. */
export interface MarkdownHtmlProps {
  readonly html: string;
  /** The text that it is: to show when it is nothing that the component knows. */
  readonly fallback: ReactNode;
}

/**
 * Shows kinds of content that `Markdown` alone shows as their source. Components may be `lazy`: the source stands in
 * for one that is loading, and for one that throws. Keep a plug-in's identity between renders.
 */
export interface MarkdownPlugin {
  /** Components for fenced blocks, by their language in lower case. */
  readonly blocks?: Readonly<Record<string, ComponentType<MarkdownBlockProps>>>;
  /** The same code, in colours. It goes inside the kit's own `<code>`. */
  readonly highlight?: ComponentType<MarkdownHighlightProps>;
  /** Formulas. With it `$…$`, `$$…$$`, `\(…\)` and `\[…\]` are formulas. */
  readonly math?: ComponentType<MarkdownFormulaProps>;
  /** Blocks of HTML. It may show what it knows, and must never put HTML of the content on the page as HTML. */
  readonly html?: ComponentType<MarkdownHtmlProps>;
}

/** All plug-ins of one document as one. The first that shows something wins. */
export function joinPlugins(plugins: readonly MarkdownPlugin[] | undefined): MarkdownPlugin {
  const blocks: Record<string, ComponentType<MarkdownBlockProps>> = Object.create(null);
  let joined: MarkdownPlugin = { blocks };
  for (const plugin of plugins ?? []) {
    for (const [language, block] of Object.entries(plugin.blocks ?? {})) blocks[language] ??= block;
    joined = { ...plugin, ...joined };
  }
  return joined;
}

export { Markdown, type MarkdownProps } from './markdown/markdown.tsx';
export type {
  MarkdownBlockProps,
  MarkdownFormulaProps,
  MarkdownHighlightProps,
  MarkdownHtmlProps,
  MarkdownPlugin,
} from './markdown/plugin.ts';
export { safeUrl, type UrlKind } from './markdown/safe-url.ts';
export type {
  MarkdownCitationProps,
  MarkdownCodeProps,
  MarkdownComponents,
  MarkdownDataProps,
  MarkdownLabels,
  MarkdownLinkProps,
} from './markdown/settings.ts';

export { Markdown, type MarkdownProps } from './markdown/markdown.tsx';
export { safeUrl, type UrlKind } from './markdown/safe-url.ts';
export type {
  MarkdownCitationProps,
  MarkdownCodeProps,
  MarkdownComponents,
  MarkdownLabels,
  MarkdownLinkProps,
} from './markdown/settings.ts';

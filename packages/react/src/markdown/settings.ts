import { type ComponentType, createContext, type ReactNode } from 'react';

/** Words that a reader sees or hears. */
export interface MarkdownLabels {
  readonly code: string;
  readonly copyCode: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly table: string;
  readonly copyTable: string;
  readonly copyCells: string;
  readonly downloadTable: string;
  /** Says how many rows or columns of a very large table are not on the page. */
  readonly tableIsCut: string;
  readonly image: string;
  readonly imageFrom: string;
  readonly imageNotice: string;
  readonly loadImage: string;
  readonly source: string;
  readonly done: string;
  readonly notDone: string;
  /** Before the real host of a link whose text shows another one. */
  readonly linkGoesTo: string;
}

export const defaultLabels: MarkdownLabels = {
  code: 'Code',
  copyCode: 'Copy code',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  table: 'Table',
  copyTable: 'Copy table',
  copyCells: 'Copy cells for a spreadsheet',
  downloadTable: 'Download CSV',
  tableIsCut: 'Not all of this table is shown. Copy or download it to see the rest.',
  image: 'Image',
  imageFrom: 'Image from',
  imageNotice: 'Loading it tells that site you were here.',
  loadImage: 'Load image',
  source: 'Source',
  done: 'Done',
  notDone: 'Not done',
  linkGoesTo: 'goes to',
};

/** What a component for a code block is given. */
export interface MarkdownCodeProps {
  /** First word after the fence, as written; empty when there is none. */
  readonly language: string;
  readonly code: string;
  /** More of it is on its way. */
  readonly isStreaming: boolean;
}

/** What a component for a citation mark is given. */
export interface MarkdownCitationProps {
  /** The number in `[1]`. */
  readonly number: number;
}

/** What a component for a link is given. */
export interface MarkdownLinkProps {
  /** An address that `safeUrl` let pass. */
  readonly href: string;
  readonly children: ReactNode;
}

/** Components to use instead of the kit's own. Keep their identity between renders, or all blocks render again. */
export interface MarkdownComponents {
  readonly code?: ComponentType<MarkdownCodeProps>;
  readonly citation?: ComponentType<MarkdownCitationProps>;
  readonly link?: ComponentType<MarkdownLinkProps>;
}

/** What every part of one document shares. */
export interface MarkdownSettings {
  readonly components: MarkdownComponents;
  readonly labels: MarkdownLabels;
  readonly citations: { has(number: number): boolean } | undefined;
  readonly imagePrefixes: readonly string[];
}

export const SettingsContext = createContext<MarkdownSettings>({
  components: {},
  labels: defaultLabels,
  citations: undefined,
  imagePrefixes: [],
});

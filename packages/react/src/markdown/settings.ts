import { type ComponentType, createContext, type ReactNode } from 'react';
import { joinPlugins, type MarkdownPlugin } from './plugin.ts';

/** Words that a reader sees or hears. */
export interface MarkdownLabels {
  readonly code: string;
  readonly copyCode: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly downloadCode: string;
  readonly wrapLines: string;
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
  /** Stands for a block of data that is still arriving. */
  readonly dataArriving: string;
  /** Under the source of a block that could not be drawn. */
  readonly notDrawn: string;
  readonly diagram: string;
  readonly chart: string;
  readonly showSource: string;
  readonly showDrawing: string;
  /** Before the text that a button of the content would send. */
  readonly actionSays: string;
  /** On the button of a form of the content, when it has no words of its own. */
  readonly useForm: string;
}

export const defaultLabels: MarkdownLabels = {
  code: 'Code',
  copyCode: 'Copy code',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  downloadCode: 'Download code',
  wrapLines: 'Wrap long lines',
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
  dataArriving: 'Preparing…',
  notDrawn: 'This could not be drawn. Here is its source.',
  diagram: 'Diagram',
  chart: 'Chart',
  showSource: 'Show source',
  showDrawing: 'Show drawing',
  actionSays: 'Writes:',
  useForm: 'Use these answers',
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

/** What a component for a block of data is given. */
export interface MarkdownDataProps {
  /** What follows `dify:` after the fence. */
  readonly name: string;
  /** The JSON in the block. It comes from the content: check its shape before using it. */
  readonly value: unknown;
}

/** Components to use instead of the kit's own. Keep their identity between renders, or all blocks render again. */
export interface MarkdownComponents {
  readonly code?: ComponentType<MarkdownCodeProps>;
  readonly citation?: ComponentType<MarkdownCitationProps>;
  readonly link?: ComponentType<MarkdownLinkProps>;
  /**
   * Components for fenced blocks whose language is `dify:` and a name, and whose content is JSON. A block without a
   * component, and one whose content is no JSON, is shown as code; one that is still arriving as a placeholder.
   */
  readonly data?: Readonly<Record<string, ComponentType<MarkdownDataProps>>>;
}

/** What every part of one document shares. */
export interface MarkdownSettings {
  readonly components: MarkdownComponents;
  readonly labels: MarkdownLabels;
  readonly citations: { has(number: number): boolean } | undefined;
  readonly imagePrefixes: readonly string[];
  /** Level of the topmost headings. */
  readonly headingLevel: number;
  readonly plugins: MarkdownPlugin;
  readonly onAction: ((text: string) => void) | undefined;
}

export const SettingsContext = createContext<MarkdownSettings>({
  components: {},
  labels: defaultLabels,
  citations: undefined,
  imagePrefixes: [],
  headingLevel: 3,
  plugins: joinPlugins([]),
  onAction: undefined,
});

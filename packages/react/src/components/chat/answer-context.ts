import { createContext } from 'react';
import type { MarkdownProps } from '../../markdown/markdown.tsx';
import type { ResolveSource } from '../sources/resolve-source.ts';

/** How the Markdown of answers is shown. */
export interface AnswerMarkdown {
  /**
   * Components to use instead of the kit's own; in `data` those for blocks of data, by name. Keep its identity between
   * renders.
   */
  readonly components?: MarkdownProps['components'];
  /** What shows code in colours, formulas, diagrams, charts or forms. */
  readonly plugins?: MarkdownProps['plugins'];
}

/** What every answer of a chat needs to know about its surroundings. */
export interface AnswerSurroundings {
  /** Where a passage's document is. */
  readonly resolveSource?: ResolveSource | undefined;
  /** The app's name, which is the answerer's. */
  readonly appName: string | undefined;
  /** Whether the app searches knowledge, so that room is kept for saying so. */
  readonly expectsSources: boolean;
  /** Whether steps of the workflow behind an answer are shown. */
  readonly showsSteps: boolean;
  /** Whether tokens, times and price of an answer are shown. @default false */
  readonly showsUsage?: boolean | undefined;
  /** Addresses below which pictures load without being asked for, beside those of this site. @default none */
  readonly imagePrefixes?: readonly string[] | undefined;
  /** How the Markdown of answers is shown. */
  readonly markdown?: AnswerMarkdown | undefined;
  /** Whether text that comes in bursts is shown at an even pace. @default false */
  readonly smooth?: boolean | undefined;
}

export const AnswerContext = createContext<AnswerSurroundings>({
  appName: undefined,
  expectsSources: false,
  showsSteps: true,
});

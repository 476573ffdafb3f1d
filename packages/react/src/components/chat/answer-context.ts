import type { RetrieverResource } from '@dify-oapi/core';
import { createContext } from 'react';

/** What every answer of a chat needs to know about its surroundings. */
export interface AnswerSurroundings {
  /** The address of a passage's document, where there is one. */
  readonly resolveSource?: ((source: RetrieverResource) => string | undefined) | undefined;
  /** The app's name, which is the answerer's. */
  readonly appName: string | undefined;
  /** Whether the app searches knowledge, so that room is kept for saying so. */
  readonly expectsSources: boolean;
  /** Whether steps of the workflow behind an answer are shown. */
  readonly showsSteps: boolean;
}

export const AnswerContext = createContext<AnswerSurroundings>({
  appName: undefined,
  expectsSources: false,
  showsSteps: true,
});

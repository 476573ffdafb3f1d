import type { RetrieverResource } from '@dify-oapi/core';

/** A file that a turn may speak of. */
export interface ModelFile {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** What a model is asked. */
export interface ModelRequest {
  readonly query: string;
  /** Earlier questions and answers, oldest first. */
  readonly history: readonly { readonly query: string; readonly answer: string }[];
  /** Files of this turn. */
  readonly files: readonly ModelFile[];
  /** Files of earlier turns. */
  readonly earlierFiles: readonly ModelFile[];
}

/** What a model answers: pieces of text, and what it has to say beside them. */
export interface ModelAnswer {
  /** Token-sized pieces of Markdown. */
  readonly pieces: Iterable<string> | AsyncIterable<string>;
  /** Passages that the answer rests on; `[n]` in the text is the n-th of them. */
  readonly sources: readonly RetrieverResource[];
  /** Questions that could come next. */
  readonly followUps: readonly string[];
}

/** What stands where a language model stands in Dify. */
export type Model = (request: ModelRequest) => ModelAnswer | Promise<ModelAnswer>;

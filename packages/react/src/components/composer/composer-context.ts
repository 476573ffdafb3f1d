import { createContext, type RefObject, use } from 'react';
import type { Attachments } from '../../hooks/use-attachments.ts';

/** What the parts of one composer share. */
export interface ComposerState {
  /** The field's text. */
  readonly text: string;
  setText(text: string): void;
  /** The files beside the text, and what the app takes. */
  readonly files: Attachments;
  /** Files on their way, beside the text and in the app's form. */
  readonly uploadingCount: number;
  /** Whether an answer is being written. */
  readonly isBusy: boolean;
  /** Whether what is written can go now: it is more than blanks, its files are there, and nothing stands in its way. */
  readonly canSend: boolean;
  /** Whether files are being dragged over the chat. */
  readonly isDragging: boolean;
  /** Whether one speaks instead of writing. */
  readonly isDictating: boolean;
  setDictating(isDictating: boolean): void;
  /** The field, which gets the focus back after every action. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  send(): void;
  stop(): void;
}

export const ComposerContext = createContext<ComposerState | null>(null);

/**
 * What is written in the composer around this part.
 *
 * @throws Error outside of a composer
 */
export function useComposer(): ComposerState {
  const composer = use(ComposerContext);
  if (composer === null) throw new Error('This part has to stand inside <Chat.Composer>.');
  return composer;
}

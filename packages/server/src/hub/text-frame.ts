import { type TextDelta, textDelta } from './text-delta.ts';

/** What stands around the pieces of one text in their events, as JSON. */
export interface TextFrame {
  readonly before: string;
  readonly after: string;
  /** As `before`, behind the number of its record in an event stream. */
  readonly opening: string;
  /** As `after`, with the end of the record. */
  readonly closing: string;
  /** What the pieces have in common. */
  readonly delta: TextDelta;
}

/** The frame of a text; `undefined` when an event like this carries no text that goes on the one before. */
export function createTextFrame(before: string, after: string): TextFrame | undefined {
  const delta = textDelta(`${before}${after}`);
  return delta?.text === ''
    ? { before, after, opening: `\ndata: ${before}`, closing: `${after}\n\n`, delta }
    : undefined;
}

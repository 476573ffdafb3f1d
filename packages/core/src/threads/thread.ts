import type { ChatMessage } from '../chat/message.ts';

/** The newest form that is written and read. */
export const threadVersion = 1;

/** A conversation that stands on its own: what is shown of it, without anything that opens something. */
export interface Thread {
  readonly version: typeof threadVersion;
  /** Which app it is of, in the words of whoever exported it; `null` when nobody said. */
  readonly app: string | null;
  /** Dify's id; only that app and that person can go on with it. */
  readonly conversationId: string | null;
  /** Its name, where it was given one. */
  readonly title: string | null;
  /** Unix time in milliseconds; `null` when it is not known. */
  readonly exportedAt: number | null;
  /** Rows in order. Settled: an answer that was growing counts as interrupted, a form that was waiting as closed. */
  readonly messages: readonly ChatMessage[];
}

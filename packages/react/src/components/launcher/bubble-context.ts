import { createContext, type RefObject, use } from 'react';

/** A chat that opens and closes over a page, or beside it. */
export interface Bubble {
  /** Whether it is a panel over the page, or a column of it. */
  readonly kind: 'bubble' | 'sidebar';
  readonly isOpen: boolean;
  /** Whether the chat inside is there: once it was opened or spoken to. */
  readonly isLoaded: boolean;
  /** Answers that came while it was closed. */
  readonly unread: number;
  /** The `id` of the panel, which the launcher points to. */
  readonly panelId: string;
  readonly launcher: RefObject<HTMLButtonElement | null>;
  readonly panel: RefObject<HTMLDivElement | null>;
  /** Makes the chat inside without opening it. */
  load(): void;
  /** Opens or closes it. The focus goes with it. */
  setOpen(isOpen: boolean): void;
  /** An answer has ended: counted while the chat is closed. */
  noteAnswer(): void;
}

/** There only inside of a bubble or a side column. */
export const BubbleContext = createContext<Bubble | null>(null);

/**
 * The bubble around a part.
 *
 * @throws Error where there is none
 */
export function useBubble(): Bubble {
  const bubble = use(BubbleContext);
  if (bubble === null) throw new Error('This part opens and closes a chat, and found none. Put it into <Chat.Bubble>.');
  return bubble;
}

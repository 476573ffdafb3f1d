import type { WhenBusy } from '@dify-oapi/core';
import { createContext, type ReactNode, type RefObject } from 'react';
import type { ComposerTrigger } from '../triggers/composer-trigger.ts';
import type { TurnAnchor } from '../viewport/thread.ts';

/**
 * Where a chat stands. `page` has the list of conversations beside the thread; `inline` is the thread alone in a place of
 * the page; `sidebar` a column that opens and closes; `bubble` a panel over the page with a button that opens it.
 */
export type ChatLayoutName = 'page' | 'inline' | 'sidebar' | 'bubble';

/** What the parts of one chat share besides its conversation. */
export interface ChatShell {
  readonly layout: ChatLayoutName;
  readonly inputs: Readonly<Record<string, unknown>> | undefined;
  /** What becomes of a message that is sent while an answer runs. */
  readonly whenBusy: WhenBusy;
  /** Lists that open while one writes. */
  readonly triggers: readonly ComposerTrigger[] | undefined;
  /** A line of the host's own below the composer. */
  readonly notice: ReactNode;
  /** Where a question goes when it is sent. */
  readonly anchor: TurnAnchor;
  /** Whether `#message-…` in the page's address leads to that message. */
  readonly permalinks: boolean;
  /** Whether the colours that the app was given in Dify are used. */
  readonly siteTheme: boolean;
  /** The root element of the chat. */
  readonly root: RefObject<HTMLElement | null>;
  /** Goes to another conversation; `null` begins a new one. */
  openConversation(conversationId: string | null): void;
}

export const ShellContext = createContext<ChatShell>({
  layout: 'page',
  inputs: undefined,
  whenBusy: 'reject',
  triggers: undefined,
  notice: undefined,
  anchor: 'third',
  permalinks: false,
  siteTheme: false,
  root: { current: null },
  openConversation: () => undefined,
});

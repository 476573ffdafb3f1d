import type { WhenBusy } from '@dify-oapi/core';
import { createContext, type ReactNode } from 'react';

/** What the parts of one chat share besides its conversation. */
export interface ChatShell {
  /** `page` has the list of conversations, `inline` only the thread. */
  readonly layout: 'page' | 'inline';
  readonly inputs: Readonly<Record<string, unknown>> | undefined;
  /** What becomes of a message that is sent while an answer runs. */
  readonly whenBusy: WhenBusy;
  /** A line of the host's own below the composer. */
  readonly notice: ReactNode;
  /** Goes to another conversation; `null` begins a new one. */
  openConversation(conversationId: string | null): void;
}

export const ShellContext = createContext<ChatShell>({
  layout: 'page',
  inputs: undefined,
  whenBusy: 'reject',
  notice: undefined,
  openConversation: () => undefined,
});

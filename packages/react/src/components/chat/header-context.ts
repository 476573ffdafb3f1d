import { createContext } from 'react';

/** What is going on in the header of a chat. */
export interface HeaderState {
  /** The conversation whose name is being written. */
  readonly renaming: string | null;
  setRenaming(conversationId: string | null): void;
}

export const HeaderContext = createContext<HeaderState>({ renaming: null, setRenaming: () => undefined });

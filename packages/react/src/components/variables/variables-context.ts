import { createContext } from 'react';

/** Whether the variables of the conversation are in sight, beside the thread or as a drawer over it. */
export interface VariablesState {
  readonly isOpen: boolean;
  /** Whether there was no room beside the thread when they were opened. */
  readonly isDrawer: boolean;
  /** @param opener gets the focus back */
  show(opener?: HTMLElement | null): void;
  hide(): void;
}

export const VariablesContext = createContext<VariablesState>({
  isOpen: false,
  isDrawer: false,
  show: () => undefined,
  hide: () => undefined,
});

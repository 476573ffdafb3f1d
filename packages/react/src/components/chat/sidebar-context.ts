import { createContext } from 'react';

/** Whether the list of conversations is in sight, beside the thread or as a drawer over it. */
export interface SidebarState {
  readonly isHidden: boolean;
  readonly isDrawerOpen: boolean;
  /** Shows it: beside the thread where there is room, else as a drawer. */
  show(): void;
  hide(): void;
  setDrawerOpen(isOpen: boolean): void;
}

export const SidebarContext = createContext<SidebarState>({
  isHidden: false,
  isDrawerOpen: false,
  show: () => undefined,
  hide: () => undefined,
  setDrawerOpen: () => undefined,
});

import { createContext } from 'react';

/** Shows the list of shortcuts; absent where there is none to show. */
export const ShortcutSheetContext = createContext<(() => void) | undefined>(undefined);

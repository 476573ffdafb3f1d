import { createContext, type RefObject } from 'react';

/** The element that popups are put into: inside the kit's own root, so that they inherit its theme, direction and words. */
export const PortalContext = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

import { createContext } from 'react';
import { createStickToEnd, type StickToEnd } from '../../primitives/stick-to-end.ts';

/** What keeps the thread's view at its end. */
export const StickContext = createContext<StickToEnd>(createStickToEnd());

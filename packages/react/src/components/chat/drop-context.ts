import { createContext } from 'react';

/** Whether files are being dragged over the chat. */
export const DropContext = createContext(false);

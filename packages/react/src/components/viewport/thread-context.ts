import { createContext } from 'react';
import { createThread, type Thread } from './thread.ts';

/** The thread around a part. */
export const ThreadContext = createContext<Thread>(createThread());

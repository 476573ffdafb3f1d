import { createContext } from 'react';
import type { AnswerSources } from './source-groups.ts';

/** The sources of the answer that a citation mark stands in. */
export const SourcesContext = createContext<AnswerSources>({ groups: [], cited: new Map() });

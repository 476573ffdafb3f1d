import type { DifyClient } from '@dify-oapi/core';
import { createContext } from 'react';
import { en } from '../labels/en.ts';
import type { Labels } from '../labels/labels.ts';

/** What `DifyProvider` hands down. */
export interface DifyContextValue {
  readonly dify: DifyClient;
  /** Who is signed in; empty where the page does not say. */
  readonly person: string;
  /** A BCP 47 tag for dates and numbers; `undefined` takes the browser's. */
  readonly locale: string | undefined;
}

export const DifyContext = createContext<DifyContextValue | null>(null);

/** The words in use. English where nothing is provided. */
export const LabelsContext = createContext<Labels>(en);

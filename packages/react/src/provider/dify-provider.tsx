import type { DifyClient } from '@dify-oapi/core';
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, use, useState } from 'react';
import type { Labels } from '../labels/labels.ts';
import { DifyContext } from './dify-context.ts';
import { LabelsProvider } from './labels-provider.tsx';

/** Props of `DifyProvider`. */
export interface DifyProviderProps {
  /** The client, made once outside of components: `createBrowserDify({ url: '/api/dify/…' })`. */
  dify: DifyClient;
  /** The cache for lists and settings. @default the one above, else one of its own */
  queryClient?: QueryClient | undefined;
  /** Words to use instead of the English ones; `zhHans` and `ja` are ready. */
  labels?: Partial<Labels> | undefined;
  /** A BCP 47 tag for dates, numbers and sorting. @default the browser's */
  locale?: string | undefined;
  children: ReactNode;
}

/** Gives the hooks and components below it their client, cache and words. */
export function DifyProvider({ dify, queryClient, labels, locale, children }: DifyProviderProps) {
  const above = use(QueryClientContext);
  const [own] = useState(() => (queryClient === undefined && above === undefined ? new QueryClient() : undefined));
  const client = queryClient ?? above ?? own;
  const inside = (
    <DifyContext value={{ dify, locale }}>
      <LabelsProvider labels={labels}>{children}</LabelsProvider>
    </DifyContext>
  );
  return client === undefined || client === above ? (
    inside
  ) : (
    <QueryClientProvider client={client}>{inside}</QueryClientProvider>
  );
}

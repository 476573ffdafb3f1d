import type { DifyClient, StorageAdapter } from '@dify-oapi/core';
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { Fragment, type ReactNode, use, useEffect, useState } from 'react';
import type { Labels } from '../labels/labels.ts';
import { DifyContext } from './dify-context.ts';
import { LabelsProvider } from './labels-provider.tsx';
import { useOtherTabs, useSession } from './use-session.ts';

/** Props of `DifyProvider`. */
export interface DifyProviderProps {
  /** The client, made once outside of components: `createBrowserDify({ url: '/api/dify/…' })`. */
  dify: DifyClient;
  /**
   * A stable word for who is signed in, e.g. your own user id. When it changes, everything of the person before is wiped:
   * conversations, lists, drafts, saved runs, also in storage and in other tabs; streams are closed, never stopped; what is
   * below begins anew. One person at a time uses a client. Without it nobody is told apart.
   */
  clientScope?: string | undefined;
  /**
   * Where ids of running answers and drafts are kept over a reload; no answer is ever put there. `indexedDBAdapter()` keeps
   * them longer than the tab, `memoryAdapter()` not at all. Taken when the person's session begins.
   * @default sessionStorageAdapter()
   */
  storage?: StorageAdapter | undefined;
  /** Told when another tab has signed this person out: everything here was wiped. A good place to ask who is signed in. */
  onPersonChange?: (() => void) | undefined;
  /** The cache for lists and settings. @default the one above, else one of its own */
  queryClient?: QueryClient | undefined;
  /** Words to use instead of the English ones; `zhHans` and `ja` are ready. */
  labels?: Partial<Labels> | undefined;
  /** A BCP 47 tag for dates, numbers and sorting. @default the browser's */
  locale?: string | undefined;
  children: ReactNode;
}

/** Gives the hooks and components below it their client, cache and words. */
export function DifyProvider(props: DifyProviderProps) {
  const { dify, clientScope, storage, queryClient, labels, locale, children } = props;
  const above = use(QueryClientContext);
  const [own] = useState(() => (queryClient === undefined && above === undefined ? new QueryClient() : undefined));
  const client = queryClient ?? above ?? own;
  const session = useSession(dify, clientScope, storage);
  const { dify: held, person, generation } = session ?? { dify, person: clientScope ?? '', generation: 0 };

  useEffect(() => session?.connect(client), [session, client]);
  useOtherTabs(session, props.onPersonChange);

  if (session === undefined) return null;
  const inside = (
    <DifyContext value={{ dify: held, person, locale }}>
      <LabelsProvider labels={labels}>
        <Fragment key={generation}>{children}</Fragment>
      </LabelsProvider>
    </DifyContext>
  );
  return client === undefined || client === above ? (
    inside
  ) : (
    <QueryClientProvider client={client}>{inside}</QueryClientProvider>
  );
}

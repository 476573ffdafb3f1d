import type { DifyClient, StorageAdapter } from '@dify-oapi/core';
import { use, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { DifyContext } from './dify-context.ts';
import type { DifySession } from './dify-session.ts';
import { isSameClient, replaceSession, sessionOf, subscribeToSessions } from './session-of.ts';

/**
 * The session of a client for whoever is signed in.
 *
 * @returns `null` on a server, where nobody is; `undefined` for the moment in which one person follows another: nothing may
 * be drawn then
 */
export function useSession(
  dify: DifyClient,
  clientScope: string | undefined,
  storage: StorageAdapter | undefined,
): DifySession | null | undefined {
  const above = use(DifyContext);
  const person = clientScope ?? (above !== null && isSameClient(dify, above.dify) ? above.person : '');
  const getSession = () => sessionOf(dify, { person, storage });
  const session = useSyncExternalStore(subscribeToSessions, getSession, () =>
    typeof document === 'undefined' ? null : getSession(),
  );
  const isAnother = session !== null && session.person !== person;
  useLayoutEffect(() => {
    if (isAnother) replaceSession(session, { person, storage });
  }, [isAnother, session, person, storage]);
  return isAnother ? undefined : session;
}

/** Calls back when another tab has signed the person out. */
export function useOtherTabs(session: DifySession | null | undefined, onPersonChange: (() => void) | undefined): void {
  useEffect(
    () => session?.tabs.subscribe(({ type }) => void (type === 'person-changed' && onPersonChange?.())),
    [session, onPersonChange],
  );
}

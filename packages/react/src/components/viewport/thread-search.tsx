import { lazy, Suspense, use, useSyncExternalStore } from 'react';
import { ThreadContext } from './thread-context.ts';

const SearchPanel = lazy(async () => ({ default: (await import('./search-panel.tsx')).SearchPanel }));

/** The search in the conversation, loaded when it is first opened. */
export function ThreadSearch() {
  const thread = use(ThreadContext);
  const isSearching = useSyncExternalStore(thread.subscribe, thread.isSearching, () => false);
  if (!isSearching) return null;
  return (
    <Suspense>
      <SearchPanel />
    </Suspense>
  );
}

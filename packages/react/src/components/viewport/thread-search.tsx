import { use, useSyncExternalStore } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { ThreadContext } from './thread-context.ts';

const SearchPanel = lazyPart(async () => (await import('./search-panel.tsx')).SearchPanel);

/** The search in the conversation, loaded when it is first opened. */
export function ThreadSearch() {
  const thread = use(ThreadContext);
  const isSearching = useSyncExternalStore(thread.subscribe, thread.isSearching, () => false);
  if (!isSearching) return null;
  return <SearchPanel />;
}

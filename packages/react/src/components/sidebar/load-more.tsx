import { useEffect, useRef } from 'react';
import type { useConversations } from '../../hooks/use-conversations.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';

/** How far before its end the next page of a list is read, in pixels. */
const aheadPx = 400;
/** Pages that one search reads by itself; more come by the button. */
const searchedPages = 5;

/** Props of `LoadMore`. */
export interface LoadMoreProps {
  list: ReturnType<typeof useConversations>;
  /** What is searched for; the rows that are left may not fill the list. */
  query: string;
}

/** The end of the list: reads the next page when it comes near, by a button too, and says in place when that failed. */
export function LoadMore({ list, query }: LoadMoreProps) {
  const labels = useLabels();
  const place = useRef<HTMLDivElement>(null);
  const searched = useRef({ query, pages: 0 });
  const { hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError, loadMore } = list;
  const isWaiting = hasNextPage && !isFetching && !isFetchNextPageError;

  useEffect(() => {
    const end = place.current;
    if (!isWaiting || end === null) return;
    // A list says where its end is only once it is drawn, and again after each page.
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        if (searched.current.query !== query) searched.current = { query, pages: 0 };
        if (query !== '' && searched.current.pages++ >= searchedPages) return;
        loadMore();
      },
      { root: end.closest('[data-dify="conversations"]'), rootMargin: `0px 0px ${aheadPx}px 0px` },
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, [isWaiting, query, loadMore]);

  if (isFetchNextPageError) {
    return (
      <Callout
        tone="danger"
        role="alert"
        title={labels.olderConversationsFailed}
        action={
          <Button size="sm" onClick={loadMore}>
            {labels.tryAgain}
          </Button>
        }
      />
    );
  }
  if (!hasNextPage) return null;
  return (
    <div ref={place} data-dify="load-more">
      <Button variant="ghost" size="sm" wide aria-busy={isFetchingNextPage || undefined} onClick={loadMore}>
        {isFetchingNextPage && <span data-dify="bead" />}
        {labels.moreConversations}
      </Button>
    </div>
  );
}

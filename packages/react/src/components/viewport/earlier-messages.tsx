import { History } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';

/** How far above the view older messages are read already, in pixels. */
const aheadPx = 400;

/** The way to turns before the oldest one shown. They come by themselves when the reader gets near. */
export function EarlierMessages() {
  const labels = useLabels();
  const actions = useChatActions();
  const { hasMore, status } = useChatSelector((snapshot) => snapshot.history);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // An error is tried again by hand, so that a server in trouble is left alone.
    if (place.current === null || !hasMore || status !== 'ready' || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void actions.loadOlder();
      },
      { root: place.current.closest('[data-dify="chat-viewport"]'), rootMargin: `${aheadPx}px 0px 0px` },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [actions, hasMore, status]);

  if (!hasMore) return null;
  return (
    <div ref={place} data-dify="earlier">
      {status === 'error' && (
        <p data-dify="subtle" role="alert">
          {labels.historyFailed}
        </p>
      )}
      <Button
        variant="ghost"
        size="sm"
        icon={History}
        aria-busy={status === 'loading' || undefined}
        onClick={() => void actions.loadOlder()}
      >
        {labels.earlierMessages}
      </Button>
    </div>
  );
}

import { History } from 'lucide-react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';

/** The way to turns before the oldest one shown. */
export function EarlierMessages() {
  const labels = useLabels();
  const actions = useChatActions();
  const { hasMore, status } = useChatSelector((snapshot) => snapshot.history);
  if (!hasMore) return null;
  return (
    <div data-dify="earlier">
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

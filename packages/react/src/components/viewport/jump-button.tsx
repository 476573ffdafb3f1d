import { ArrowDown } from 'lucide-react';
import { use, useState, useSyncExternalStore } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { StickContext } from './stick-context.ts';

/** The way back to the end, with how many answers came meanwhile. There only while the reader is away. */
export function JumpButton() {
  const labels = useLabels();
  const stick = use(StickContext);
  const isAway = useSyncExternalStore(stick.subscribe, stick.isAway, () => false);
  const length = useChatSelector(({ messageIds }) => messageIds.length);
  const [seen, setSeen] = useState(length);
  if (!isAway && seen !== length) setSeen(length);
  if (!isAway) return null;
  const count = Math.max(0, Math.ceil((length - seen) / 2));
  return (
    <button
      type="button"
      data-dify="jump"
      aria-label={count > 0 ? labels.newestCount(count) : labels.newest}
      onClick={stick.toEnd}
    >
      <Icon as={ArrowDown} />
      {labels.newest}
      {count > 0 && <span data-dify="count">{count}</span>}
    </button>
  );
}

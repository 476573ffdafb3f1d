import { ArrowDown } from 'lucide-react';
import { use, useState, useSyncExternalStore } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { ThreadContext } from './thread-context.ts';

/** What the way back to the end knows of it. */
export type JumpButtonState = { count: number | undefined };

/** Props of `Chat.Jump`: those of a `<button>`. */
export type JumpButtonProps = PartProps<'button', JumpButtonState>;

/** The way back to the end, with how many answers came meanwhile. There only while the reader is away. Renders a `<button>`. */
export function JumpButton(props: JumpButtonProps) {
  const { stick } = use(ThreadContext);
  const isAway = useSyncExternalStore(stick.subscribe, stick.isAway, () => false);
  const messageIds = useChatSelector((snapshot) => snapshot.messageIds);
  const last = messageIds.at(-1);
  const [seen, setSeen] = useState(last);
  if (!isAway && seen !== last) setSeen(last);
  if (!isAway || last === undefined) return null;
  // Counted from the last row that was seen, so that older rows above do not count.
  const after = seen === undefined ? 0 : messageIds.length - 1 - messageIds.indexOf(seen);
  return <Jump {...props} count={Math.ceil(after / 2)} />;
}

function Jump({ count, ...props }: JumpButtonProps & { count: number }) {
  const labels = useLabels();
  const { stick } = use(ThreadContext);
  return usePart('button', 'jump', props, {
    state: { count: count > 0 ? count : undefined },
    own: {
      type: 'button',
      'aria-label': count > 0 ? labels.newestCount(count) : labels.newest,
      onClick: stick.toEnd,
      children: (
        <>
          <Icon as={ArrowDown} />
          {labels.newest}
          {count > 0 && <span data-dify="count">{count}</span>}
        </>
      ),
    },
  });
}

import { isBusy } from '@dify-oapi/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { EarlierMessages } from './earlier-messages.tsx';
import { HistoryState } from './history-state.tsx';
import { manyRows } from './row-range.ts';
import type { RenderRow } from './thread-row.tsx';
import { ThreadRows } from './thread-rows.tsx';

/** What the log shows to style sheets. */
export type MessageListState = { busy: boolean; virtual: boolean };

/** Props of `Chat.Messages`. What is not listed goes to the log. */
export interface MessageListProps extends Omit<PartProps<'div', MessageListState>, 'children'> {
  /** Renders a row of one's own. @default the kit's row */
  children?: RenderRow | undefined;
}

/**
 * The rows of the conversation, a log for screen readers. Renders again only when rows come or go; of a long thread, only
 * what is near the view is rendered. Renders a `<div>`.
 */
export function MessageList({ children, ...props }: MessageListProps) {
  const chat = useChat();
  const messageIds = useChatSelector((snapshot) => snapshot.messageIds);
  if (messageIds.length === 0) return <HistoryState />;
  return (
    <Log {...props} isVirtual={messageIds.length > manyRows}>
      <EarlierMessages />
      <ThreadRows key={keyOf(chat)} messageIds={messageIds} render={children} />
    </Log>
  );
}

const keys = new WeakMap<object, number>();
let lastKey = 0;

/** A key for each conversation: rows of one are not those of another. */
function keyOf(chat: object): number {
  const key = keys.get(chat) ?? ++lastKey;
  keys.set(chat, key);
  return key;
}

interface LogProps extends PartProps<'div', MessageListState> {
  isVirtual: boolean;
  children: ReactNode;
}

/** Says that an answer is being written without rendering the rows again. */
function Log({ isVirtual, ...props }: LogProps) {
  const labels = useLabels();
  const writing = useChatSelector((snapshot) => isBusy(snapshot) || snapshot.history.status === 'loading');
  // The last words come with the end. They belong to what was written, so the log is busy until they are there.
  const [wasWriting, setWasWriting] = useState(writing);
  if (writing && !wasWriting) setWasWriting(true);
  useEffect(() => {
    if (writing) return;
    const frame = requestAnimationFrame(() => setWasWriting(false));
    return () => cancelAnimationFrame(frame);
  }, [writing]);
  const busy = writing || wasWriting;
  return usePart('div', 'chat-log', props, {
    state: { busy, virtual: isVirtual },
    own: {
      role: 'log',
      'aria-label': labels.messages,
      'aria-busy': busy,
      // Rows that come into view by scrolling are no news.
      'aria-live': isVirtual ? 'off' : undefined,
    },
  });
}

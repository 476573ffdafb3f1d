import { isBusy } from '@dify-oapi/core';
import { type ReactNode, useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { describeError } from '../../labels/describe-error.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';
import { MessageRow } from '../message/message-row.tsx';
import { DayLine } from './day-line.tsx';
import { EarlierMessages } from './earlier-messages.tsx';

/** Props of `Chat.Messages`. */
export interface MessageListProps {
  /** Renders a row of one's own. @default the kit's row */
  children?: ((id: string, isLast: boolean) => ReactNode) | undefined;
}

/** The rows of the conversation, a log for screen readers. Renders again only when rows come or go. */
export function MessageList({ children }: MessageListProps) {
  const labels = useLabels();
  const chat = useChat();
  const messageIds = useChatSelector((snapshot) => snapshot.messageIds);
  const [now] = useState(Date.now);
  if (messageIds.length === 0) return <HistoryState />;
  const days = messageIds.map((id) => dayOf(chat.getMessage(id)?.createdAt));
  return (
    <Log label={labels.messages}>
      <EarlierMessages />
      {messageIds.map((id, index) => {
        const isLast = index === messageIds.length - 1;
        const row = children === undefined ? <MessageRow key={id} id={id} isLast={isLast} /> : children(id, isLast);
        const day = days[index];
        if (day === undefined || day === days[index - 1]) return row;
        return [<DayLine key={`day-${id}`} day={day} now={now} />, row];
      })}
    </Log>
  );
}

/** Says that an answer is being written without rendering the rows again. */
function Log({ label, children }: { label: string; children: ReactNode }) {
  const busy = useChatSelector(isBusy);
  return (
    <div data-dify="chat-log" role="log" aria-label={label} aria-busy={busy}>
      {children}
    </div>
  );
}

function HistoryState() {
  const labels = useLabels();
  const chat = useChat();
  const { status } = useChatSelector((snapshot) => snapshot.history);
  const error = useChatSelector((snapshot) => snapshot.error);
  if (status === 'loading') return <div data-dify="chat-skeleton" aria-hidden="true" />;
  if (status !== 'error') return null;
  return (
    <div data-dify="chat-log">
      <Callout
        tone="danger"
        title={labels.historyFailed}
        detail={error === null ? undefined : describeError(error, labels).title}
        action={
          <Button size="sm" onClick={() => void chat.actions.refresh()}>
            {labels.tryAgain}
          </Button>
        }
      />
    </div>
  );
}

function dayOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : new Date(ms).setHours(0, 0, 0, 0);
}

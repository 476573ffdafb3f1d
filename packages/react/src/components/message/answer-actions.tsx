import { type AssistantMessage, isBusy, textOf } from '@dify-oapi/core';
import { RotateCw, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { IconButton } from '../button/icon-button.tsx';
import { CopyAnswer } from './copy-answer.tsx';
import { FeedbackReasons } from './feedback-reasons.tsx';

/** What can be done with an answer: always in sight, so nothing shifts and nobody has to guess. */
export function AnswerActions({ message }: { message: AssistantMessage }) {
  const labels = useLabels();
  const locale = useLocale();
  const actions = useChatActions();
  const [asksWhy, setAsksWhy] = useState(false);
  const { id, feedback, usage } = message;
  const rate = (rating: 'like' | 'dislike') => {
    setAsksWhy(rating === 'dislike' && feedback !== 'dislike');
    void actions.setFeedback(id, feedback === rating ? null : rating);
  };
  const total = usage?.total_tokens ?? 0;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(message.createdAt);
  return (
    <>
      <div data-dify="actions">
        <CopyAnswer text={() => textOf(message)} />
        {message.serverId !== undefined && (
          <>
            <IconButton
              label={labels.goodAnswer}
              icon={ThumbsUp}
              aria-pressed={feedback === 'like'}
              onClick={() => rate('like')}
            />
            <IconButton
              label={labels.badAnswer}
              icon={ThumbsDown}
              aria-pressed={feedback === 'dislike'}
              onClick={() => rate('dislike')}
            />
          </>
        )}
        {message.status.type !== 'stopped' && <AskAgain id={id} />}
        <span data-dify="meta">
          <time dateTime={new Date(message.createdAt).toISOString()}>{time}</time>
          {total > 0 && <span>{labels.tokens(total, new Intl.NumberFormat(locale).format(total))}</span>}
        </span>
      </div>
      {asksWhy && feedback === 'dislike' && <FeedbackReasons id={id} onClose={() => setAsksWhy(false)} />}
    </>
  );
}

function AskAgain({ id }: { id: string }) {
  const labels = useLabels();
  const actions = useChatActions();
  const busy = useChatSelector(isBusy);
  return (
    <IconButton
      label={labels.askAgain}
      icon={RotateCw}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) void actions.regenerate(id);
      }}
    />
  );
}

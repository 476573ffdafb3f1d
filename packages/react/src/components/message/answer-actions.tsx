import { type AssistantMessage, isBusy, textOf } from '@dify-oapi/core';
import { RotateCw, ThumbsDown, ThumbsUp } from 'lucide-react';
import { use, useState } from 'react';
import { refusedOperations } from '../../hooks/refused-operations.ts';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useDify } from '../../provider/use-dify.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { FeaturesContext, useIsLetThrough } from '../chat/features.ts';
import { ReadAloud } from '../voice/read-aloud-place.tsx';
import { AnswerMeta } from './answer-meta.tsx';
import { CopyAnswer } from './copy-answer.tsx';
import { MoreActions } from './more-actions.tsx';

const FeedbackReasons = lazyPart(async () => (await import('./feedback-reasons.tsx')).FeedbackReasons);

/** Props of `Actions`. What is not listed goes to the `<div>`. */
export interface AnswerActionsProps extends Omit<PartProps<'div'>, 'children'> {
  message: AssistantMessage;
  isLast?: boolean | undefined;
}

/** What can be done with an answer: always in sight, so nothing shifts and nobody has to guess. Renders a `<div>`. */
export function AnswerActions({ message, isLast: _, ...props }: AnswerActionsProps) {
  const labels = useLabels();
  const actions = useChatActions();
  const features = use(FeaturesContext);
  const dify = useDify();
  const takesRatings = useIsLetThrough('feedback');
  const [asksWhy, setAsksWhy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { id, feedback, status } = message;
  const isRated = message.serverId !== undefined && takesRatings;
  const rate = async (rating: 'like' | 'dislike' | null) => {
    setAsksWhy(rating === 'dislike');
    setFailed(false);
    const result = await actions.setFeedback(id, rating);
    if (result.ok || result.reason !== 'failed') return;
    refusedOperations(dify).note(result.error);
    setFailed(true);
  };
  const toggle = (rating: 'like' | 'dislike') => void rate(feedback === rating ? null : rating);
  const element = usePart('div', 'actions', props, {
    own: {
      role: 'group',
      'aria-label': labels.actions,
      children: (
        <>
          {features.copy !== false && <CopyAnswer text={() => textOf(message).trim()} />}
          {isRated && (
            <>
              <IconButton
                label={feedback === 'like' ? labels.undoRating : labels.goodAnswer}
                aria-label={labels.goodAnswer}
                icon={ThumbsUp}
                aria-pressed={feedback === 'like'}
                onClick={() => toggle('like')}
              />
              <IconButton
                label={feedback === 'dislike' ? labels.undoRating : labels.badAnswer}
                aria-label={labels.badAnswer}
                icon={ThumbsDown}
                aria-pressed={feedback === 'dislike'}
                onClick={() => toggle('dislike')}
              />
            </>
          )}
          <ReadAloud message={message} />
          {status.type !== 'stopped' && features.regenerate !== false && <AskAgain id={id} />}
          {features.export !== false && <MoreActions message={message} />}
          <AnswerMeta message={message} />
        </>
      ),
    },
  });
  return (
    <>
      {element}
      {hasFailed && (
        <p data-dify="field-problem" role="alert">
          {labels.ratingFailed}
        </p>
      )}
      {asksWhy && feedback === 'dislike' && (
        <FeedbackReasons id={id} onUndo={() => void rate(null)} onClose={() => setAsksWhy(false)} />
      )}
    </>
  );
}

/** Says what it does where the app remembers the first answer too. */
function AskAgain({ id }: { id: string }) {
  const labels = useLabels();
  const actions = useChatActions();
  const busy = useChatSelector(isBusy);
  const isRemembered = useChatSelector(({ capabilities }) => capabilities.branching === 'shown');
  return (
    <IconButton
      label={labels.askAgain}
      title={isRemembered ? labels.askAgainDetail : labels.askAgain}
      icon={RotateCw}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) void actions.regenerate(id);
      }}
    />
  );
}

import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';

/** Asks what was wrong. The rating was sent already; a reason only adds to it. */
export function FeedbackReasons({ id, onClose }: { id: string; onClose: () => void }) {
  const labels = useLabels();
  const actions = useChatActions();
  const [given, setGiven] = useState<string>();
  return (
    <fieldset data-dify="feedback" aria-label={labels.feedbackThanks}>
      <div data-dify="row">
        <strong>{labels.feedbackThanks}</strong>
        <span data-dify="spacer" />
        <IconButton label={labels.closeFeedback} icon={X} onClick={onClose} />
      </div>
      <div data-dify="row">
        {labels.feedbackReasons.map((reason) => (
          <button
            key={reason}
            type="button"
            data-dify="chip"
            aria-pressed={given === reason}
            onClick={() => {
              setGiven(reason);
              void actions.setFeedback(id, 'dislike', reason);
            }}
          >
            {given === reason && <Icon as={Check} size="sm" />}
            {reason}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

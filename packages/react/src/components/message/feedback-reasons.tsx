import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';

/** Props of `FeedbackReasons`. */
export interface FeedbackReasonsProps {
  /** The answer's row. */
  id: string;
  /** Takes the rating back. */
  onUndo(): void;
  onClose(): void;
}

/** Asks what was wrong. The rating was sent already; a reason only adds to it. Renders a `<fieldset>`. */
export function FeedbackReasons({ id, onUndo, onClose }: FeedbackReasonsProps) {
  const labels = useLabels();
  const actions = useChatActions();
  const [given, setGiven] = useState<string>();
  const [words, setWords] = useState('');
  const give = (reason: string) => {
    setGiven(reason);
    void actions.setFeedback(id, 'dislike', reason);
  };
  const hasWords = words.trim() !== '' && words.trim() !== given;
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
            onClick={() => give(reason)}
          >
            {given === reason && <Icon as={Check} size="sm" />}
            {reason}
          </button>
        ))}
      </div>
      <form
        data-dify="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (hasWords) give(words.trim());
        }}
      >
        <input
          data-dify="input"
          aria-label={labels.feedbackOwnWords}
          placeholder={labels.feedbackOwnWords}
          value={words}
          maxLength={1000}
          dir="auto"
          onChange={(event) => setWords(event.target.value)}
        />
        <Button size="sm" type="submit" disabled={!hasWords}>
          {labels.sendFeedback}
        </Button>
        <Button size="sm" variant="ghost" onClick={onUndo}>
          {labels.undoRating}
        </Button>
      </form>
    </fieldset>
  );
}

import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { GrowingTextarea } from '../composer/growing-textarea.tsx';
import { isSendKey } from '../composer/is-send-key.ts';

/** Props of `QuestionEditor`. */
export interface QuestionEditorProps {
  text: string;
  /** Why the edit cannot be sent now. */
  isBusy: boolean;
  /** Whether the model will still see the first version. */
  isRemembered: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onSend(text: string): void;
  onCancel(): void;
}

/** A question that is being written anew. Escape leaves it as it was. Renders a `<form>`. */
export function QuestionEditor({ text, isBusy, isRemembered, field, onSend, onCancel }: QuestionEditorProps) {
  const labels = useLabels();
  const id = useId();
  const [next, setNext] = useState(text);
  const canSend = !isBusy && next.trim() !== '';
  const send = () => {
    if (canSend) onSend(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.stopPropagation();
      event.preventDefault();
      onCancel();
    } else if (isSendKey(event.nativeEvent)) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form
      data-dify="question-editor"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <GrowingTextarea
        ref={field}
        value={next}
        aria-label={labels.editQuestion}
        aria-describedby={isRemembered ? id : undefined}
        onChange={(event) => setNext(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div data-dify="row">
        {isRemembered && (
          <span data-dify="subtle" id={id}>
            {labels.editDetail}
          </span>
        )}
        <span data-dify="spacer" />
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {labels.cancel}
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={!canSend}>
          {labels.send}
        </Button>
      </div>
    </form>
  );
}

import { isBusy, type QueuedMessage } from '@dify-oapi/core';
import { ArrowUp, Pencil, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { RenameField } from '../sidebar/rename-field.tsx';

/** Messages that wait until the answer before them has ended; each can be changed or taken out. Renders an `<ol>`. */
export function QueueList() {
  const labels = useLabels();
  const actions = useChatActions();
  const queue = useChatSelector((snapshot) => snapshot.queue);
  const busy = useChatSelector(isBusy);
  if (queue.length === 0) return null;
  return (
    <section data-dify="queue" aria-label={labels.queued}>
      <header>
        <span>{labels.queued}</span>
        {!busy && (
          <Button size="sm" icon={ArrowUp} onClick={() => actions.sendQueued()}>
            {labels.send}
          </Button>
        )}
      </header>
      <ol>
        {queue.map((message) => (
          <QueueRow key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}

function QueueRow({ message: { id, text } }: { message: QueuedMessage }) {
  const labels = useLabels();
  const actions = useChatActions();
  const [isEditing, setEditing] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  return (
    <li ref={row} tabIndex={-1}>
      {isEditing ? (
        <RenameField
          name={text}
          label={labels.queuedMessage}
          onDone={(next, byKey) => {
            if (next !== undefined) actions.editQueued(id, next);
            setEditing(false);
            if (byKey) row.current?.focus();
          }}
        />
      ) : (
        <span data-dify="truncate" title={text} dir="auto">
          {text}
        </span>
      )}
      <IconButton label={labels.editQueued(text)} icon={Pencil} onClick={() => setEditing(true)} />
      <IconButton label={labels.removeQueued(text)} icon={X} onClick={() => actions.removeQueued(id)} />
    </li>
  );
}

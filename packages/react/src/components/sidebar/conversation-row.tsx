import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ConversationMark } from '../../hooks/conversation-marks.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { ConversationMenu } from './conversation-menu.tsx';
import { RenameField } from './rename-field.tsx';

/** Props of `ConversationRow`. */
export interface ConversationRowProps {
  name: string;
  isCurrent: boolean;
  mark: ConversationMark | undefined;
  onOpen: () => void;
  isPinned: boolean;
  onPin: () => void;
  onRename: (name: string) => void;
  onNameAutomatically: () => void;
  onDelete: () => void;
}

/** One conversation: opens it, says whether it is being answered, and has a menu. Renders an `<li>`. */
export function ConversationRow({
  name,
  isCurrent,
  mark,
  onOpen,
  onRename,
  onDelete,
  ...others
}: ConversationRowProps) {
  const labels = useLabels();
  const [isRenaming, setRenaming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const remove = () => {
    neighbourOf(opener.current)?.focus();
    onDelete();
  };
  return (
    <li data-dify="conversation" data-current={isCurrent ? '' : undefined} data-mark={mark}>
      {isRenaming ? (
        <RenameField
          name={name}
          onDone={(next, byKey) => {
            flushSync(() => setRenaming(false));
            if (byKey) opener.current?.focus();
            if (next !== undefined) onRename(next);
          }}
        />
      ) : (
        <button
          ref={opener}
          type="button"
          data-dify="conversation-open"
          aria-current={isCurrent ? 'page' : undefined}
          title={name}
          dir="auto"
          onClick={onOpen}
        >
          {name}
        </button>
      )}
      {mark === 'answering' && <span data-dify="bead" role="img" aria-label={labels.answering} />}
      {mark === 'unread' && <span data-dify="unread" role="img" aria-label={labels.newAnswer} />}
      {!isRenaming && <ConversationMenu {...others} name={name} onRename={() => setRenaming(true)} onDelete={remove} />}
    </li>
  );
}

/** Where the focus goes when a row goes: the next one, the one before, or the list. */
function neighbourOf(opener: HTMLElement | null): HTMLElement | undefined {
  const list = opener?.closest('[data-dify="conversations"]');
  const openers = [...(list?.querySelectorAll<HTMLElement>('[data-dify="conversation-open"]') ?? [])];
  const at = opener === null ? -1 : openers.indexOf(opener);
  return openers[at + 1] ?? openers[at - 1] ?? (list instanceof HTMLElement ? list : undefined);
}

import { isBusy, type UserMessage } from '@dify-oapi/core';
import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { kindLine } from '../attachment/kind-name.ts';
import { IconButton } from '../button/icon-button.tsx';
import { BranchPicker } from './branch-picker.tsx';
import { QuestionEditor } from './question-editor.tsx';

/** What the person said, with the files above it and its versions below. Renders an `<article>`. */
export function UserMessageView({ message }: { message: UserMessage }) {
  const labels = useLabels();
  const locale = useLocale();
  const actions = useChatActions();
  const branching = useChatSelector(({ capabilities }) => capabilities.branching);
  return (
    <article data-dify="message" data-role="user" data-message={message.id} aria-label={labels.you}>
      {message.files.length > 0 && (
        <div data-dify="attachments">
          {message.files.map((file) => (
            <AttachmentCard
              key={file.id}
              name={file.name || labels.file}
              kind={file.kind}
              previewUrl={file.url}
              note={kindLine(file, labels, locale)}
            />
          ))}
        </div>
      )}
      <Question message={message} isRemembered={branching === 'shown'} />
      {message.branch && (
        <BranchPicker
          branch={message.branch}
          branching={branching}
          onSelect={(to, button) => selectInPlace(button, () => actions.selectBranch(message.id, to))}
        />
      )}
    </article>
  );
}

const questions = '[data-dify="message"][data-role="user"]';

function rootOf(element: Element | null): Element | null | undefined {
  return element?.closest('[data-dify-root]');
}

/** Another row takes the place of this one; the focus goes to the same button there. */
function selectInPlace(button: HTMLButtonElement, select: () => void): void {
  const root = rootOf(button);
  const at = [...(root?.querySelectorAll(questions) ?? [])].findIndex((row) => row.contains(button));
  const place = [...(button.parentElement?.querySelectorAll('button') ?? [])].indexOf(button);
  flushSync(select);
  const row = root?.querySelectorAll(questions)[at];
  row?.querySelectorAll<HTMLElement>('[data-dify="branch-picker"] button')[place]?.focus();
}

/** The words, which can be written anew. */
function Question({ message: { id, text }, isRemembered }: { message: UserMessage; isRemembered: boolean }) {
  const labels = useLabels();
  const actions = useChatActions();
  const busy = useChatSelector(isBusy);
  const [isEdited, setIsEdited] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  function edit() {
    if (busy) return;
    flushSync(() => setIsEdited(true));
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }

  function leave() {
    flushSync(() => setIsEdited(false));
    button.current?.focus();
  }

  if (isEdited) {
    return (
      <QuestionEditor
        text={text}
        isBusy={busy}
        isRemembered={isRemembered}
        field={field}
        onCancel={leave}
        onSend={(next) => {
          rootOf(field.current)?.querySelector<HTMLElement>('[data-dify="composer"] textarea')?.focus();
          setIsEdited(false);
          void actions.edit(id, next);
        }}
      />
    );
  }
  return (
    <div data-dify="question">
      <IconButton ref={button} label={labels.edit} icon={Pencil} aria-disabled={busy || undefined} onClick={edit} />
      <div data-dify="bubble" dir="auto">
        {text}
      </div>
    </div>
  );
}

import { isBusy, type MessageAttachment, type UserMessage } from '@dify-oapi/core';
import { ExternalLink, Pencil } from 'lucide-react';
import { type ComponentType, use, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AttachmentCard } from '../attachment/attachment-card.tsx';
import { kindLine } from '../attachment/kind-name.ts';
import { IconButton } from '../button/icon-button.tsx';
import { FeaturesContext } from '../chat/features.ts';
import { useSlot } from '../chat/slots.ts';
import { fileAddress } from '../media/file-address.ts';
import { FileLink } from '../media/file-link.tsx';
import type { MessageState } from './assistant-message.tsx';
import type { QuestionEditorProps } from './question-editor.tsx';

const BranchPicker = lazyPart(
  async () => (await import('./branch-picker.tsx')).BranchPicker,
  () => <div data-dify="branch-picker" aria-hidden="true" />,
);
const loadEditor = () => import('./question-editor.tsx');

/** Props of `UserMessageView`. What is not listed goes to the `<article>`. */
export interface UserMessageViewProps extends Omit<PartProps<'article', MessageState>, 'children'> {
  message: UserMessage;
}

/** What the person said, with the files above it and its versions below. Renders an `<article>`. */
export function UserMessageView({ message, ...props }: UserMessageViewProps) {
  const labels = useLabels();
  const actions = useChatActions();
  const branching = useChatSelector(({ capabilities }) => capabilities.branching);
  return usePart('article', 'message', props, {
    state: { role: 'user', status: undefined },
    own: {
      'data-message': message.id,
      'aria-label': labels.you,
      children: (
        <>
          {message.files.length > 0 && (
            <div data-dify="attachments">
              {message.files.map((file) => (
                <QuestionFile key={file.id} file={file} />
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
        </>
      ),
    },
  });
}

function QuestionFile({ file }: { file: MessageAttachment }) {
  const labels = useLabels();
  const locale = useLocale();
  const Card = useSlot('Attachment', AttachmentCard);
  const name = file.name || labels.file;
  const address = file.url === undefined ? undefined : fileAddress(file.url);
  return (
    <Card name={name} kind={file.kind} previewUrl={file.url} note={kindLine(file, labels, locale)}>
      {address && <FileLink href={address.href} label={labels.openFile(name)} icon={ExternalLink} />}
    </Card>
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
  const features = use(FeaturesContext);
  const busy = useChatSelector(isBusy);
  const [Editor, setEditor] = useState<ComponentType<QuestionEditorProps> | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  async function edit() {
    if (busy) return;
    const { QuestionEditor } = await loadEditor();
    flushSync(() => setEditor(() => QuestionEditor));
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }

  function leave() {
    flushSync(() => setEditor(null));
    button.current?.focus();
  }

  if (Editor !== null) {
    return (
      <Editor
        text={text}
        isBusy={busy}
        isRemembered={isRemembered}
        field={field}
        onCancel={leave}
        onSend={(next) => {
          rootOf(field.current)?.querySelector<HTMLElement>('[data-dify="composer"] textarea')?.focus();
          setEditor(null);
          void actions.edit(id, next);
        }}
      />
    );
  }
  return (
    <div data-dify="question">
      {features.edit !== false && (
        <IconButton
          ref={button}
          label={labels.edit}
          icon={Pencil}
          aria-disabled={busy || undefined}
          onPointerEnter={() => void loadEditor()}
          onFocus={() => void loadEditor()}
          onClick={() => void edit()}
        />
      )}
      <div data-dify="bubble" dir="auto">
        {text}
      </div>
    </div>
  );
}
